//! Why cells were not judged.

use super::matrix::head;
use super::wrap::wrap;
use crate::finding::one_line;
use crate::{GateReport, Row, Verdict};
use ifrace_sim::campaign::Aspect;

/// Cells with one reason.
struct Group<'a> {
    word: &'static str,
    why: &'a str,
    aspects: Vec<Aspect>,
    subjects: Vec<&'a str>,
}

/// One entry for each reason, with the cells that have it.
pub(super) fn section(report: &GateReport) -> Vec<String> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in &report.rows {
        for (word, why, aspects) in reasons(row) {
            // What is missing on this machine is said once, together with its remedy.
            if report.missing.iter().any(|missing| missing.subject == row.subject && missing.what == why) {
                continue;
            }
            match groups.iter_mut().find(|g| (g.word, g.why) == (word, why) && g.aspects == aspects) {
                Some(group) => group.subjects.push(&row.subject),
                None => groups.push(Group { word, why, aspects, subjects: vec![&row.subject] }),
            }
        }
    }
    groups.iter().flat_map(|group| wrap(&group.text(), 2)).collect()
}

/// The reasons in a row, each with the aspects that have it.
fn reasons(row: &Row) -> Vec<(&'static str, &str, Vec<Aspect>)> {
    let mut all: Vec<(&'static str, &str, Vec<Aspect>)> = Vec::new();
    for (aspect, verdict) in &row.cells {
        let (Verdict::Unknown { why } | Verdict::NotRun { why }) = verdict else { continue };
        match all.iter_mut().find(|(word, known, _)| (*word, *known) == (verdict.word(), why.as_str())) {
            Some((.., aspects)) => aspects.push(*aspect),
            None => all.push((verdict.word(), why, vec![*aspect])),
        }
    }
    all
}

impl Group<'_> {
    fn text(&self) -> String {
        let heads: Vec<&str> = self.aspects.iter().map(|aspect| head(*aspect)).collect();
        let what = if heads.len() == Aspect::all().count() { "everything".to_owned() } else { heads.join(", ") };
        format!("{}: {what} of {}: {}", self.word, one_line(&self.subjects.join(", ")), one_line(self.why))
    }
}
