//! Results: findings.

use super::flow::{self, CodeFlow};
use super::limits::{Cut, RESULTS, SAME_IN_STEPS, STEPS, take};
use super::location::{self, Artifact, Location, Logical, first_line};
use super::message::{Message, TEXT_MAX};
use super::rules::{self, Rule};
use crate::report::Finding;
use crate::visible::{visible, visible_lines};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Characters of a command that are shown.
const COMMAND_MAX: usize = 8000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    kind: &'static str,
    level: &'static str,
    message: Message<&'a str>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    code_flows: Option<[CodeFlow<'a>; 1]>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<[Attachment<'a>; 1]>,
    properties: Properties,
}

/// The trace.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attachment<'a> {
    artifact_location: Artifact<'a>,
}

#[derive(Serialize)]
struct Properties {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    expected: bool,
    commands: Vec<String>,
}

/// The results of some findings within so many bytes, which are taken off, and what was left out. What is not expected comes first;
/// steps are given where room is left when all results have theirs.
pub(super) fn of(findings: &[&Finding], rules: &[Rule<'_>], bytes: &mut usize) -> (Vec<Box<RawValue>>, Cut) {
    let mut sorted = findings.to_vec();
    sorted.sort_by_key(|finding| finding.expected);
    let mut cut = Cut::default();
    let mut results = Vec::new();
    for finding in &sorted {
        let (result, _) = result(finding, rules, false);
        if results.len() == RESULTS || !take(bytes, result.get().len()) {
            cut.results = sorted.len() - results.len();
            break;
        }
        results.push(result);
    }
    for (place, finding) in sorted.iter().enumerate().take(results.len()) {
        let Some(diagram) = &finding.diagram else { continue };
        let (result, steps) = result(finding, rules, true);
        let more = result.get().len().saturating_sub(results[place].get().len());
        if take(bytes, more.saturating_sub(SAME_IN_STEPS * diagram.steps.len().min(STEPS))) {
            results[place] = result;
            cut.steps += steps;
        } else {
            cut.flows += 1;
        }
    }
    (results, cut)
}

fn result(finding: &Finding, rules: &[Rule<'_>], with_flow: bool) -> (Box<RawValue>, usize) {
    let file = location::file(finding);
    let logical: [Logical; 1] = [location::logical(finding)];
    let trace = finding.trace.as_deref().map(location::uri);
    let diagram = finding.diagram.as_ref().filter(|_| with_flow);
    let (flow, left_out) = diagram.map_or((None, 0), |diagram| flow::of(diagram, &file));
    let object = ResultObject {
        rule_id: &finding.invariant,
        rule_index: rules::index(rules, &finding.invariant),
        kind: "fail",
        level: if finding.expected { "note" } else { "error" },
        message: Message(&finding.cause),
        locations: [Location { message: None, physical_location: first_line(&file), logical_locations: &logical }],
        code_flows: flow.map(|flow| [flow]),
        partial_fingerprints: BTreeMap::from([("ifrace/v1", finding.id.as_str())]),
        attachments: trace.as_deref().map(|uri| [Attachment { artifact_location: Artifact { uri } }]),
        properties: Properties {
            name: visible(&finding.name, TEXT_MAX),
            scenario: finding.scenario.as_deref().map(|scenario| visible(scenario, TEXT_MAX)),
            expected: finding.expected,
            commands: finding.commands.iter().map(|command| visible_lines(command, COMMAND_MAX)).collect(),
        },
    };
    let raw = serde_json::value::to_raw_value(&object).expect("texts, numbers and lists can always be written as JSON");
    (raw, left_out)
}
