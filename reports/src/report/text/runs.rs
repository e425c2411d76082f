//! Where a report comes from.

use super::shown;
use crate::report::{Note, NoteKind, Report, Run};
use crate::text::{Ink, Style, wrap::wrap_to};

/// So many notes of a kind are shown; the others are counted.
const NOTES_MAX: usize = 20;

pub(super) fn section(report: &Report, width: usize, style: Style) -> Vec<String> {
    report.runs.iter().flat_map(|run| of_run(run, width, style)).collect()
}

fn of_run(run: &Run, width: usize, style: Style) -> Vec<String> {
    let ended = if run.interrupted { ", interrupted" } else { "" };
    let mut lines = wrap_to(&format!("{}{ended}: {}", run.kind.word(), shown(&run.summary)), 2, width);
    lines.extend(wrap_to(&format!("  {}", shown(&run.command)), 4, width).iter().map(|line| style.paint(Ink::Dim, line)));
    let kinds = [(NoteKind::Unreadable, Ink::Red), (NoteKind::Deviation, Ink::Red), (NoteKind::Missing, Ink::Yellow)];
    for (kind, ink) in kinds {
        let own: Vec<&Note> = run.notes.iter().filter(|note| note.kind == kind).collect();
        for note in own.iter().take(NOTES_MAX) {
            let text = wrap_to(&format!("  {}: {}", head(kind), shown(&note.text)), 4, width);
            lines.extend(text.iter().map(|line| style.paint(ink, line)));
        }
        if own.len() > NOTES_MAX {
            lines.push(format!("  and {} more", own.len() - NOTES_MAX));
        }
    }
    lines
}

const fn head(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Unreadable => "unreadable",
        NoteKind::Deviation => "deviation",
        NoteKind::Missing => "not run",
        NoteKind::Canary => "canary",
        NoteKind::Other => "note",
    }
}
