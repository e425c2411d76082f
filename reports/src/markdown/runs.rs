//! The runs, and what they ran on.

use super::document::Document;
use super::inline::{NAME, SENTENCE, code};
use crate::report::{Fact, Note, NoteKind, Report, Run};

/// So many runs are shown.
const RUNS_MAX: usize = 50;
/// So many notes of a run are shown.
const NOTES_MAX: usize = 50;

/// A line for each run, and what they have to say about it.
pub(super) fn write(report: &Report, document: &mut Document) {
    let lines: Vec<String> = report.runs.iter().take(RUNS_MAX).map(line).collect();
    document.block(&lines.concat());
    document.more(report.runs.len(), RUNS_MAX, "runs");
}

fn line(run: &Run) -> String {
    let ended = if run.interrupted { "interrupted, " } else { "" };
    let time = run.milliseconds.map(|all| format!(", {}.{} s", all / 1000, all % 1000 / 100)).unwrap_or_default();
    let head = format!(
        "- {}: {} ({ended}exit code {}{time})\n",
        code(&run.command, SENTENCE),
        code(&run.summary, SENTENCE),
        run.exit_code
    );
    let urgent: Vec<&Note> = run.notes.iter().filter(|note| urgent(note.kind)).collect();
    let notes =
        urgent.iter().take(NOTES_MAX).map(|note| format!("  - {}: {}\n", in_words(note.kind), code(&note.text, SENTENCE)));
    let notes: String = notes.collect();
    let more = urgent.len().saturating_sub(NOTES_MAX);
    head + &notes + &if more > 0 { format!("  - and {more} more\n") } else { String::new() }
}

const fn urgent(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::Deviation | NoteKind::Missing | NoteKind::Unreadable)
}

const fn in_words(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Deviation => "not as expected",
        NoteKind::Canary => "canary",
        NoteKind::Missing => "missing",
        NoteKind::Unreadable => "not readable",
        NoteKind::Other => "note",
    }
}

/// The environment, and what else was noted.
pub(super) fn write_environment(report: &Report, document: &mut Document) {
    let mut lines = Vec::new();
    for run in report.runs.iter().take(RUNS_MAX) {
        lines.push(format!("- {}: ifrace {}\n", code(&run.command, SENTENCE), code(&run.tool_version, NAME)));
        let fact = |fact: &Fact| format!("  - {}: {}\n", code(&fact.name, NAME), code(&fact.value, SENTENCE));
        lines.extend(run.environment.iter().take(NOTES_MAX).map(fact));
        let calm = run.notes.iter().filter(|note| !urgent(note.kind)).take(NOTES_MAX);
        lines.extend(calm.map(|note| format!("  - {}: {}\n", in_words(note.kind), code(&note.text, SENTENCE))));
    }
    if !lines.is_empty() {
        document.block(&format!("<details><summary>Environment and notes</summary>\n\n{}\n</details>", lines.concat()));
    }
}
