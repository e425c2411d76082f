//! Findings of several reports.

use super::union;
use crate::report::{Finding, Fix};
use ifrace_sim::release::Release;
use std::collections::BTreeMap;

pub(super) fn merge(one: Vec<Finding>, other: Vec<Finding>) -> Vec<Finding> {
    let mut all: BTreeMap<String, Finding> = BTreeMap::new();
    for finding in one.into_iter().chain(other) {
        let merged = match all.remove(&finding.id) {
            Some(known) => shortest(known, finding),
            None => finding,
        };
        all.insert(merged.id.clone(), merged);
    }
    let mut all: Vec<Finding> = all.into_values().collect();
    // What nobody expects comes first.
    all.sort_by_key(|finding| finding.expected);
    all
}

/// What the one says that has the shorter diagram, with the commands and the fixes of both.
fn shortest(one: Finding, other: Finding) -> Finding {
    let expected = one.expected && other.expected;
    let commands = union(&one.commands, &other.commands, |command| (command.len(), command.clone()));
    let fixes = union(&one.fixes, &other.fixes, |fix: &Fix| (Release::rank(&fix.era), fix.era.clone(), fix.text.clone()));
    let first = if key(&one) <= key(&other) { one } else { other };
    Finding { expected, commands, fixes, ..first }
}

/// What decides: the length, and then whatever is the same for both orders.
fn key(finding: &Finding) -> (u64, String) {
    let length = finding.diagram.as_ref().map_or(u64::MAX, |diagram| diagram.steps.len() as u64 + diagram.omitted);
    let Finding { name, scenario, invariant, cause, diagram, trace, .. } = finding;
    let all = (Release::rank(name), name, scenario, invariant, cause, trace, diagram);
    (length, serde_json::to_string(&all).unwrap_or_default())
}
