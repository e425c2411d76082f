//! Canaries.

use super::wrap::wrap;
use crate::GateReport;
use crate::finding::one_line;

/// How many were caught, and why others were not tried. One that was missed is a deviation.
pub(super) fn section(report: &GateReport) -> Vec<String> {
    let canaries = &report.canaries;
    if canaries.is_empty() {
        return Vec::new();
    }
    let caught = canaries.iter().filter(|canary| canary.caught).count();
    let mut lines = vec![format!("canaries: {caught} of {} caught", canaries.len())];
    for canary in canaries {
        if let Some(why) = canary.not_run.as_ref().filter(|_| !canary.caught) {
            let text = format!("  not run: {} ({}): {why}", canary.subject, canary.aspect);
            lines.extend(wrap(&one_line(&text), 4));
        }
    }
    lines
}
