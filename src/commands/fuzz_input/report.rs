//! What is said of an input.

use super::source::Source;
use ifrace_fuzz::{TARGETS, Target};
use serde_json::json;
use std::path::Path;

/// What is said of an input.
#[derive(Clone, Copy)]
pub(super) struct Report<'a> {
    /// Its target.
    pub(super) target: &'a Target,
    /// The input.
    pub(super) input: &'a [u8],
    /// If it was played, the defect that it shows.
    pub(super) played: &'a Option<Option<String>>,
    /// Where its text, or the input, was written to.
    pub(super) out: Option<&'a Path>,
    /// The exit code of the command.
    pub(super) code: u8,
}

impl Report<'_> {
    /// As one object of JSON. What was made of what was given is in it, unless it was written to a file.
    pub(super) fn json(&self, source: &Source<'_>) -> String {
        let played = self.played.as_ref().map(|defect| json!({"defect": defect}));
        let mut all = json!({
            "ifrace": env!("CARGO_PKG_VERSION"), "target": self.target.name, "bytes": self.input.len(), "out": self.out,
            "run": played, "exit_code": self.code,
        });
        if self.out.is_none() {
            match source {
                Source::Input(_) => all["text"] = (self.target.show)(self.input).into(),
                Source::Text(_) => {
                    all["hex"] = self.input.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
                }
            }
        }
        format!("{all}\n")
    }
}

/// Whether an input that was played shows a defect.
pub(super) fn verdict(defect: Option<&str>) -> String {
    match defect {
        None => "it plays without a defect\n".to_owned(),
        Some(defect) => format!("it shows a defect: {defect}\n"),
    }
}

/// The targets.
pub(super) fn list(json: bool) -> String {
    if json {
        let all: Vec<_> = TARGETS.iter().map(|target| json!({"name": target.name, "input": target.input})).collect();
        return format!("{}\n", serde_json::Value::from(all));
    }
    let width = TARGETS.iter().map(|target| target.name.len()).max().unwrap_or_default();
    TARGETS.iter().map(|target| format!("{:width$}  {}\n", target.name, target.input)).collect()
}
