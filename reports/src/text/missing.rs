//! What this machine lacks.

use super::wrap::wrap;
use crate::GateReport;
use crate::finding::one_line;

/// One entry for each thing.
pub(super) fn section(report: &GateReport) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for missing in &report.missing {
        let text = format!("missing for {}: {} ({})", missing.subject, missing.what, missing.remedy);
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.iter().flat_map(|text| wrap(&one_line(text), 2)).collect()
}
