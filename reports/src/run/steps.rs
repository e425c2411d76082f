//! A single run, step by step.

use crate::text::wrap::wrap;
use ifrace_sim::scene::{Entry, OperationEntry};
use ifrace_sim::world::{Breach, Recorded};
use serde_json::{Value, json};

/// Columns before a guest's name: the mark of a violation and the number of an operation.
const MARGIN: usize = 9;

/// Most columns of an operation in words that others are aligned with.
const WORDS_MAX: usize = 48;

/// A line for each thing that happened, and under a step what it violates. Operations are numbered from 1 on.
pub fn lines(run: &[Recorded], left: &[Breach]) -> Vec<String> {
    let widths = Widths::of(run);
    let mut number = 0;
    let mut lines = Vec::new();
    for step in run {
        for entry in &step.entries {
            number += usize::from(matches!(entry, Entry::Operation(_)));
            let mark = if step.breaches.is_empty() { ' ' } else { '!' };
            lines.extend(widths.lines(entry, number, mark));
        }
        lines.extend(step.breaches.iter().flat_map(breach));
    }
    if !left.is_empty() {
        lines.push("    at the end".to_owned());
        lines.extend(left.iter().flat_map(breach));
    }
    lines
}

/// The same as JSON: each step with its actor, variant, entries and breaches, and what does not hold at the end.
pub fn object(run: &[Recorded], left: &[Breach]) -> Value {
    let mut number = 0;
    let step = |step: &Recorded| {
        let numbered = |entry: &Entry| match entry {
            Entry::Operation(one) => {
                number += 1;
                json!(Entry::Operation(OperationEntry { number, ..one.clone() }))
            }
            other => json!(other),
        };
        let entries: Vec<Value> = step.entries.iter().map(numbered).collect();
        let (actor, variant) = (step.choice.actor, step.choice.variant);
        json!({"actor": actor, "variant": variant, "entries": entries, "violated": breaches(&step.breaches)})
    };
    json!({"steps": run.iter().map(step).collect::<Vec<_>>(), "violated_at_end": breaches(left)})
}

fn breaches(all: &[Breach]) -> Value {
    all.iter().map(|one| json!({"id": one.violated.id(), "cause": one.cause})).collect()
}

fn breach(one: &Breach) -> Vec<String> {
    let margin = " ".repeat(MARGIN);
    wrap(&format!("{margin}{}: {}", one.violated, one.cause), MARGIN + 2)
}

/// Columns.
struct Widths {
    guest: usize,
    command: usize,
    words: usize,
}

impl Widths {
    fn of(run: &[Recorded]) -> Self {
        let mut widths = Self { guest: 0, command: 0, words: 0 };
        for entry in run.iter().flat_map(|step| &step.entries) {
            let (guest, command) = match entry {
                Entry::Begin { guest, command } | Entry::End { guest, command, .. } => (guest, *command),
                Entry::Operation(OperationEntry { guest, command, words, .. }) => {
                    widths.words = widths.words.max(columns(words).min(WORDS_MAX));
                    (guest, *command)
                }
                _ => continue,
            };
            widths.guest = widths.guest.max(columns(guest));
            widths.command = widths.command.max(columns(command));
        }
        widths
    }

    fn lines(&self, entry: &Entry, number: usize, mark: char) -> Vec<String> {
        let Self { guest: guests, command: commands, words } = self;
        let margin = " ".repeat(MARGIN);
        let indent = MARGIN + guests + commands + 4;
        match entry {
            Entry::Note { text } => wrap(&format!("{margin}note: {text}"), MARGIN + 6),
            Entry::Begin { guest, command } => vec![format!("{margin}{guest:guests$}  {command:commands$}  begins")],
            Entry::End { guest, command, outcome } => {
                wrap(&format!("{margin}{guest:guests$}  {command:commands$}  {outcome}"), indent)
            }
            Entry::DaemonDied { daemon } => vec![format!(
                "  {mark} {margin}daemon {daemon} dies; another one takes its place",
                margin = " ".repeat(MARGIN - 4)
            )],
            Entry::HypervisorDied { guest } => vec![format!("{margin}{guest:guests$}  its hypervisor ends by itself")],
            Entry::Operation(one) => {
                let what = format!("{:words$}  {}", one.words, one.result_in_words());
                let line = format!("  {mark} {number:>3}  {:guests$}  {:commands$}  {what}", one.guest, one.command);
                wrap(&line, indent + words + 2)
            }
        }
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}
