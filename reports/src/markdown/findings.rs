//! Findings, each to be unfolded.

use super::document::Document;
use super::inline::{NAME, SENTENCE, block, code};
use crate::report::{Finding, Report};
use crate::visible::drawn;

/// So many findings are shown.
const FINDINGS_MAX: usize = 200;
/// So many commands or fixes of one are shown.
const LIST_MAX: usize = 10;

/// Those that are not expected, then the others.
pub(super) fn write(report: &Report, document: &mut Document) {
    let (expected, new): (Vec<&Finding>, Vec<&Finding>) = report.findings.iter().partition(|finding| finding.expected);
    for (title, findings) in [("Findings that are not expected", new), ("Findings that are expected", expected)] {
        if !findings.is_empty() {
            document.block(&format!("## {title}"));
            document.blocks(&findings, FINDINGS_MAX, "findings", |finding| one(finding));
        }
    }
}

fn one(finding: &Finding) -> String {
    let scenario = finding.scenario.as_deref().map(|scenario| format!(" in {}", code(scenario, NAME))).unwrap_or_default();
    let head = format!("{} of {}{scenario}", code(&finding.invariant, NAME), code(&finding.name, NAME));
    let mut text = format!("<details><summary>{head}: {}</summary>\n\n", code(&finding.cause, SENTENCE));
    if !finding.commands.is_empty() {
        text += "To see it again:\n\n";
    }
    for command in finding.commands.iter().take(LIST_MAX) {
        text += &format!("{}\n\n", block(command));
    }
    text += &finding.diagram.as_ref().map(|diagram| format!("{}\n\n", block(&drawn(diagram)))).unwrap_or_default();
    for fix in finding.fixes.iter().take(LIST_MAX) {
        text += &format!("- {}: {}\n", code(&fix.era, NAME), code(&fix.text, SENTENCE));
    }
    text += &finding.trace.as_deref().map(|trace| format!("\nTrace: {}\n", code(trace, NAME))).unwrap_or_default();
    format!("{}\n\n</details>", text.trim_end())
}
