//! The table of verdicts.

use super::style::{Ink, Style};
use super::{WIDTH, wrap::wrap};
use crate::finding::one_line;
use crate::{Deviation, GateReport, Row, Verdict};
use ifrace_model::invariant::Invariant;
use ifrace_sim::campaign::Aspect;

/// Columns that a subject may take; a longer one is cut, and spelt out below the table.
const LABEL_MAX: usize = 30;

const LEGEND: &str = "violated: expected · VIOLATED!: not in the baseline · holds!, violated!: an expected one is gone";

/// The table and its legend.
pub(super) fn section(report: &GateReport, style: Style) -> Vec<String> {
    if report.rows.is_empty() {
        return Vec::new();
    }
    let labels: Vec<String> = report.rows.iter().map(label).collect();
    let shown: Vec<String> = labels.iter().enumerate().map(|(at, label)| shortened(at, label)).collect();
    let cells: Vec<Vec<(String, Ink)>> =
        report.rows.iter().map(|row| Aspect::all().map(|a| cell(report, row, a)).collect()).collect();
    let widths = widths(&shown, &cells);
    let gap = " ".repeat(if widths.iter().sum::<usize>() + 2 * (widths.len() - 1) <= WIDTH { 2 } else { 1 });
    let heads: Vec<(String, Ink)> = Aspect::all().map(|aspect| (head(aspect).to_owned(), Ink::Dim)).collect();
    let mut lines = vec![line(("subject", Ink::Dim), &heads, &widths, &gap, style)];
    lines.extend(shown.iter().zip(&cells).map(|(label, cells)| line((label, Ink::Plain), cells, &widths, &gap, style)));
    lines.extend(labels.iter().enumerate().filter(|(_, l)| is_long(l)).flat_map(|(at, l)| wrap(&format!("[{}] {l}", at + 1), 4)));
    lines.extend(wrap(LEGEND, 2).iter().map(|text| style.paint(Ink::Dim, text)));
    lines
}

/// The head of a column; the verdicts below need nine characters at most, so that the ids do not fit.
pub(crate) const fn head(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Invariant(Invariant::UniqueName) => "unique",
        Aspect::Invariant(Invariant::WellFormed) => "formed",
        Aspect::Invariant(Invariant::Monotonic) => "monotonic",
        Aspect::Invariant(Invariant::ReservationRespected) => "reserved",
        Aspect::Invariant(Invariant::Progress) => "progress",
        Aspect::Invariant(Invariant::NoAdoption) => "adoption",
        Aspect::Model => "model",
    }
}

fn label(row: &Row) -> String {
    let version = row.version.as_ref().map(|version| format!(" {version}"));
    one_line(&format!("{}{}", row.subject, version.unwrap_or_default()))
}

fn is_long(label: &str) -> bool {
    label.chars().count() > LABEL_MAX
}

/// The end of a path says more than its beginning.
fn shortened(at: usize, label: &str) -> String {
    if !is_long(label) {
        return label.to_owned();
    }
    let mark = format!("[{}] …", at + 1);
    let skip = label.chars().count() + mark.chars().count() - LABEL_MAX;
    mark + &label.chars().skip(skip).collect::<String>()
}

fn cell(report: &GateReport, row: &Row, aspect: Aspect) -> (String, Ink) {
    let deviations = || report.deviations_of(&row.subject, aspect);
    let deviates = deviations().next().is_some();
    let is_new = deviations().any(|deviation| matches!(deviation, Deviation::New { .. }));
    match row.verdict(aspect) {
        Some(Verdict::Violated { .. }) if is_new => ("VIOLATED!".to_owned(), Ink::Red),
        Some(verdict @ (Verdict::Violated { .. } | Verdict::Holds { .. })) if deviates => {
            (format!("{}!", verdict.word()), Ink::Red)
        }
        Some(verdict @ Verdict::Holds { .. }) => (verdict.word().to_owned(), Ink::Green),
        Some(verdict @ (Verdict::Violated { .. } | Verdict::Unknown { .. })) => (verdict.word().to_owned(), Ink::Yellow),
        Some(verdict @ Verdict::NotRun { .. }) => (verdict.word().to_owned(), Ink::Dim),
        None => ("not run".to_owned(), Ink::Dim),
    }
}

fn widths(labels: &[String], cells: &[Vec<(String, Ink)>]) -> Vec<usize> {
    let first = labels.iter().map(|label| label.chars().count()).chain(["subject".len()]).max().unwrap_or_default();
    let column = |(at, aspect): (usize, Aspect)| cells.iter().map(|row| row[at].0.len()).fold(head(aspect).len(), usize::max);
    [first].into_iter().chain(Aspect::all().enumerate().map(column)).collect()
}

/// A line of a table: a label and cells, in columns of these widths.
pub(crate) fn line((label, ink): (&str, Ink), cells: &[(String, Ink)], widths: &[usize], gap: &str, style: Style) -> String {
    let mut line = String::new();
    // Spaces go before the next cell: none may end a line.
    let mut pending = 0;
    let all = [(label, ink)].into_iter().chain(cells.iter().map(|(text, ink)| (text.as_str(), *ink)));
    for ((text, ink), width) in all.zip(widths) {
        line.push_str(&" ".repeat(pending));
        line.push_str(&style.paint(ink, text));
        pending = width - text.chars().count() + gap.len();
    }
    line
}
