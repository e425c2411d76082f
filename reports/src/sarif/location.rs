//! Where a finding lies.

use super::message::{Message, TEXT_MAX};
use crate::report::{FILE, Finding};
use crate::visible::visible;
use ifrace_sim::scenario::Scenario;
use serde::Serialize;
use std::fmt::Write;

/// A location of a result or of a step.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message<&'a str>>,
    pub(super) physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) logical_locations: &'a [Logical],
}

/// A file.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical<'a> {
    pub(super) artifact_location: Artifact<'a>,
    /// GitHub requires one.
    pub(super) region: Region,
}

/// The address of a file.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Artifact<'a> {
    pub(super) uri: &'a str,
}

/// A part of a file.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u32,
}

/// A place that is no file.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Logical {
    pub(super) name: String,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

/// The first line of a file.
pub(super) const fn first_line(uri: &str) -> Physical<'_> {
    Physical { artifact_location: Artifact { uri }, region: Region { start_line: 1 } }
}

/// The plan of the scenario, if this repository has it, else the trace of the smallest run, else the report itself.
pub(super) fn file(finding: &Finding) -> String {
    match (&finding.scenario, &finding.trace) {
        (Some(scenario), _) if Scenario::ALL.contains(&scenario.as_str()) => format!("sim/scenarios/{scenario}.toml"),
        (_, Some(trace)) => uri(trace),
        (_, None) => FILE.to_owned(),
    }
}

/// The scenario and the era, or the subject.
pub(super) fn logical(finding: &Finding) -> Logical {
    let name = visible(&finding.name, TEXT_MAX);
    match &finding.scenario {
        Some(scenario) => {
            Logical { fully_qualified_name: format!("{}/{name}", visible(scenario, TEXT_MAX)), name, kind: "scenario/era" }
        }
        None => Logical { fully_qualified_name: name.clone(), name, kind: "subject" },
    }
}

/// A path as a relative reference (RFC 3986): what is no plain character is spelt in hexadecimal digits.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => write!(uri, "%{byte:02X}").expect("a string takes everything"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_stay_relative_and_plain() {
        assert_eq!(uri("failures/a b/min.ndjson"), "failures/a%20b/min.ndjson");
        assert_eq!(uri("//e.vil/é"), "e.vil/%C3%A9");
        assert_eq!(uri("javascript:alert(1)#?%"), "javascript%3Aalert%281%29%23%3F%25");
    }
}
