//! Deviations.

use super::style::{Ink, Style};
use super::wrap::wrap;
use crate::finding::{one_line, steps, title};
use crate::{Deviation, GateReport};

/// Everything that is not as expected, with the history or the command that shows it.
pub(super) fn section(report: &GateReport, style: Style) -> Vec<String> {
    report.deviations.iter().flat_map(|deviation| of(report, deviation, style)).collect()
}

fn of(report: &GateReport, deviation: &Deviation, style: Style) -> Vec<String> {
    let (word, ink, finding) = match deviation {
        Deviation::New { subject, aspect, class } => {
            ("NEW", Ink::Red, report.finding(subject, *aspect, class).map(|f| (subject, f)))
        }
        Deviation::Gone { .. } => ("GONE", Ink::Yellow, None),
        Deviation::Document { .. } | Deviation::RaceNew { .. } => ("NEW", Ink::Red, None),
        Deviation::CanaryMissed { .. } | Deviation::RaceMissed { .. } => ("MISSED", Ink::Red, None),
    };
    let sentence = finding.map_or_else(|| one_line(&deviation.to_string()), |(subject, finding)| title(subject, finding));
    // The word is coloured after the lines are broken: codes take no column.
    let mut lines = wrap(&format!("{word} {sentence}"), 2);
    if let Some(first) = lines.first_mut() {
        *first = style.paint(ink, word) + &first[word.len()..];
    }
    lines.extend(finding.into_iter().flat_map(|(_, finding)| steps(finding)).map(|step| format!("    {step}")));
    if let Deviation::RaceNew { reproduce, .. } = deviation {
        lines.push(format!("    {reproduce}"));
    }
    if deviation.is_of_document() {
        let wrong = report.documents.as_ref().and_then(|documents| documents.wrong.as_ref());
        lines.extend(wrong.into_iter().flat_map(|wrong| wrong.text.lines()).map(|line| format!("    {line}")));
    }
    lines
}
