//! Findings by their identifiers, of which each shows its smallest run once only.

use super::MESSAGE_MAX;
use crate::report::{Finding, Report};
use crate::visible::{drawn, visible, visible_lines};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of the commands and the run of a finding that are shown.
const BLOCK_MAX: usize = 20_000;

/// The findings.
pub(super) struct Findings<'a> {
    by_id: BTreeMap<&'a str, &'a Finding>,
    shown: BTreeSet<&'a str>,
}

impl<'a> Findings<'a> {
    /// Those of a report.
    pub(super) fn of(report: &'a Report) -> Self {
        let by_id = report.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
        Self { by_id, shown: BTreeSet::new() }
    }

    /// One of them.
    pub(super) fn find(&self, id: &str) -> Option<&'a Finding> {
        self.by_id.get(id).copied()
    }

    /// Those that no verdict points to.
    pub(super) fn without_verdict(&self, report: &'a Report) -> Vec<&'a Finding> {
        let known: BTreeSet<&String> = report.verdicts.iter().flat_map(|verdict| &verdict.findings).collect();
        report.findings.iter().filter(|finding| !known.contains(&finding.id)).collect()
    }

    /// The cause, the commands, and for the first time the run.
    pub(super) fn describe(&mut self, finding: &'a Finding) -> String {
        let mut text = format!("{}: {}\n", visible(&finding.id, MESSAGE_MAX), visible(&finding.cause, MESSAGE_MAX));
        if !self.shown.insert(&finding.id) {
            return text;
        }
        if !finding.commands.is_empty() {
            text += &format!("\nreproduce:\n\n{}\n", visible_lines(&finding.commands.join("\n"), BLOCK_MAX));
        }
        let run = finding.diagram.as_ref().map(|diagram| format!("\n{}", visible_lines(&drawn(diagram), BLOCK_MAX)));
        text + &run.unwrap_or_default()
    }
}
