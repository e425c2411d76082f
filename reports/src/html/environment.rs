//! What the runs ran on, and what else is to be said about them.

use super::region;
use super::shown;
use crate::report::{Note, NoteKind, Run};
use maud::{Markup, html};

/// Runs whose environment is shown.
const RUNS: usize = 20;
/// Facts and notes of a run that are shown, of each kind.
const LINES: usize = 100;

const KINDS: [(NoteKind, &str); 5] = [
    (NoteKind::Deviation, "Differences from what is expected"),
    (NoteKind::Unreadable, "What could not be read"),
    (NoteKind::Missing, "What this machine lacks"),
    (NoteKind::Canary, "Canaries"),
    (NoteKind::Other, "Other notes"),
];

pub(super) fn section(runs: &[Run]) -> Markup {
    html! {
        section #environment aria-labelledby="environment-title" {
            h2 #environment-title { "Environment and notes" }
            @if runs.is_empty() { p { "Nothing is known of the runs." } }
            @for (number, run) in runs.iter().take(RUNS).enumerate() {
                @if runs.len() > 1 { h3 { "Run " (number + 1) ": " (run.kind.word()) } }
                (facts(run))
                @for (kind, title) in KINDS { (notes(title, &run.notes.iter().filter(|note| note.kind == kind).collect::<Vec<_>>())) }
            }
            (region::left_out(runs.len().saturating_sub(RUNS), "runs are"))
        }
    }
}

fn facts(run: &Run) -> Markup {
    html! {
        @if !run.environment.is_empty() {
            dl.facts {
                @for fact in run.environment.iter().take(LINES) {
                    div { dt { (shown::name(&fact.name)) } dd { (shown::sentence(&fact.value)) } }
                }
            }
        }
        (region::left_out(run.environment.len().saturating_sub(LINES), "facts are"))
    }
}

fn notes(title: &str, notes: &[&Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            p.lead { (title) ":" }
            ul.notes { @for note in notes.iter().take(LINES) { li { (shown::block(&note.text).cut_at(1000)) } } }
            (region::left_out(notes.len().saturating_sub(LINES), "notes are"))
        }
    }
}
