//! What is not expected.

use super::document::Document;
use super::inline::{NAME, SENTENCE, code};
use crate::report::{Report, Verdict};

/// So many verdicts are named.
const VERDICTS_MAX: usize = 100;

/// A table of the verdicts that are not as expected, if there are any.
pub(super) fn write(report: &Report, document: &mut Document) {
    let mut all: Vec<&Verdict> = report.verdicts.iter().filter(|verdict| !verdict.expected).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|verdict| std::cmp::Reverse(verdict.status));
    let rows: String = all.iter().take(VERDICTS_MAX).map(|verdict| row(verdict)).collect();
    document.block("## Not as expected");
    document.block(&format!("| subject or era | scenario | invariant | is | why |\n|---|---|---|---|---|\n{rows}"));
    document.more(all.len(), VERDICTS_MAX, "verdicts that are not as expected");
}

fn row(verdict: &Verdict) -> String {
    let scenario = verdict.scenario.as_deref().map(|scenario| code(scenario, NAME)).unwrap_or_default();
    let (name, invariant, why) = (code(&verdict.name, NAME), code(&verdict.invariant, NAME), code(&verdict.why, SENTENCE));
    format!("| {name} | {scenario} | {invariant} | {} | {why} |\n", verdict.status.in_words())
}
