//! One scene.

use super::verdict;
use crate::text::wrap::wrap;
use ifrace_sim::repro::{Ending, Played};
use ifrace_sim::scene::Entry;

/// Columns before the guest's name: the mark of a violation and the number.
const MARGIN: usize = 8;

/// Most columns of an operation in words that others are aligned with.
const WORDS_MAX: usize = 56;

/// What happened, what the host had before the decisive step and at the end, and what did not hold.
pub(super) fn section(played: &Played) -> Vec<String> {
    let mut lines = wrap(&format!("  {}", played.title), 4);
    if let Some(why) = not_begun(played) {
        lines.extend(why.iter().flat_map(|why| wrap(&format!("    not played: {why}"), 6)));
        return lines;
    }
    lines.push(String::new());
    lines.extend(entries(played));
    if let Some(after) = &played.after {
        lines.extend(wrap(&format!("    after: {after}"), MARGIN));
    }
    match &played.ending {
        Ending::Interrupted => lines.push("    interrupted here".to_owned()),
        Ending::Failed(why) => lines.extend(wrap(&format!("    failed here: {why}"), MARGIN)),
        Ending::Complete | Ending::Missing(_) => {}
    }
    lines.push(String::new());
    lines.extend(verdict::table(played));
    lines
}

/// Why a scene has nothing to show.
fn not_begun(played: &Played) -> Option<Vec<String>> {
    match &played.ending {
        Ending::Missing(things) => Some(things.clone()),
        Ending::Interrupted if played.timeline.is_empty() => Some(vec!["interrupted".to_owned()]),
        Ending::Failed(why) if played.timeline.is_empty() => Some(vec![why.clone()]),
        _ => None,
    }
}

fn entries(played: &Played) -> Vec<String> {
    let widths = Widths::of(&played.timeline);
    let mut lines = Vec::new();
    for (number, entry) in played.timeline.iter().enumerate() {
        lines.extend(before(played, number));
        lines.extend(widths.lines(entry, played));
    }
    lines.extend(before(played, played.timeline.len()));
    lines
}

/// What the host had before the decisive step, where that follows.
fn before(played: &Played, entry: usize) -> Vec<String> {
    let before = played.before.as_ref().filter(|before| before.entries == entry);
    before.map_or_else(Vec::new, |before| wrap(&format!("    before: {}", before.snapshot), MARGIN))
}

/// Columns.
struct Widths {
    guest: usize,
    command: usize,
    words: usize,
}

impl Widths {
    fn of(timeline: &[Entry]) -> Self {
        let mut widths = Self { guest: 0, command: 0, words: 0 };
        for entry in timeline {
            if let Entry::Begin { guest, command } | Entry::End { guest, command, .. } = entry {
                widths.guest = widths.guest.max(columns(guest));
                widths.command = widths.command.max(columns(command));
            }
            if let Entry::Operation(operation) = entry {
                widths.words = widths.words.max(columns(&operation.words).min(WORDS_MAX));
            }
        }
        widths
    }

    fn lines(&self, entry: &Entry, played: &Played) -> Vec<String> {
        let Self { guest: guests, command: commands, words } = self;
        let margin = " ".repeat(MARGIN);
        let results = MARGIN + guests + commands + words + 6;
        match entry {
            Entry::Note { text } => wrap(&format!("{margin}note: {text}"), MARGIN + 6),
            Entry::Begin { guest, command } => vec![format!("{margin}{guest:guests$}  {command:commands$}  begins")],
            Entry::DaemonDied { daemon } => vec![format!("{margin}daemon {daemon} dies, and another one takes its place")],
            Entry::HypervisorDied { guest } => vec![format!("{margin}{guest:guests$}  its hypervisor dies")],
            Entry::End { guest, command, outcome } => {
                wrap(&format!("{margin}{guest:guests$}  {command:commands$}  {outcome}"), MARGIN + guests + commands + 4)
            }
            Entry::Operation(one) => {
                let is_violated = played.violations.iter().any(|violation| violation.operation == one.number);
                let mark = if is_violated { '!' } else { ' ' };
                let (number, guest, command) = (one.number, &one.guest, one.command);
                let what = format!("{:words$}  {}", one.words, one.result_in_words());
                wrap(&format!("  {mark} {number:>2}  {guest:guests$}  {command:commands$}  {what}"), results)
            }
        }
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}
