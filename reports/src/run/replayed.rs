//! A run that was played again.

use super::number::counted;
use super::{SCHEMA, pretty, steps};
use crate::finding::one_line;
use crate::text::wrap::wrap;
use ifrace_sim::replay::{Departure, Replayed};
use ifrace_sim::trace::Header;
use ifrace_sim::world::Breach;
use serde_json::{Value, json};

/// A run that was played again.
#[derive(Clone, Copy, Debug)]
pub struct ReplayRun<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that shows it again.
    pub command: &'a str,
    /// The header of its trace.
    pub header: &'a Header,
    /// What was played.
    pub replayed: &'a Replayed,
    /// Whether it went on where it differs from the trace.
    pub is_lenient: bool,
}

impl ReplayRun<'_> {
    /// For a terminal. Ends with a line end.
    pub fn text(&self) -> String {
        let Replayed { steps: run, left, departures, finished, .. } = self.replayed;
        let mut lines = vec![self.command.to_owned(), String::new()];
        lines.extend(wrap(&format!("{}, {}", origin(self.header), counted(run.len() as u64, "step", "steps")), 2));
        for one in departures {
            lines.extend(wrap(&format!("  differs: {}", departure(one)), 4));
        }
        if *finished > 0 {
            lines.push(format!("  after the trace, everybody went on for {}", counted(*finished as u64, "step", "steps")));
        }
        lines.push(String::new());
        lines.extend(steps::lines(run, left));
        lines.push(String::new());
        let ids: Vec<&str> = violated(self.replayed).iter().map(|one| one.violated.id()).collect();
        let verdict = if ids.is_empty() { "holds".to_owned() } else { format!("violated: {}", ids.join(", ")) };
        lines.extend(wrap(&verdict, 2));
        lines.iter().map(|line| one_line(line) + "\n").collect()
    }

    /// As JSON, indented, with a line end.
    pub fn json(&self, exit_code: u8) -> String {
        let Self { tool_version, command, header, replayed, .. } = self;
        let violated = violated(replayed);
        let departures = replayed.departures.iter().map(|one| {
            json!({"line": one.divergence.line, "step": one.divergence.step, "why": one.divergence.to_string(), "skipped": one.skipped})
        });
        pretty(&json!({
            "schema": SCHEMA,
            "ifrace": tool_version,
            "command": command,
            "scenario": header.scenario,
            "era": header.era,
            "found_by": header.found_by,
            "seed": header.seed,
            "schedule": header.schedule,
            "mode": if self.is_lenient { "lenient" } else { "strict" },
            "steps": replayed.steps.len(),
            "ended": replayed.ended,
            "departures": departures.collect::<Vec<_>>(),
            "finished": replayed.finished,
            "violated": objects(&violated),
            "run": steps::object(&replayed.steps, &replayed.left),
            "verdict": if violated.is_empty() { "holds" } else { "violated" },
            "exit_code": exit_code,
        }))
    }
}

/// What was played, and who found it.
pub(super) fn origin(header: &Header) -> String {
    let Header { scenario, era, found_by, seed, schedule, .. } = header;
    let by = found_by.as_ref().map(|by| {
        let schedule = schedule.map(|schedule| format!(", seed {seed}, schedule {schedule}")).unwrap_or_default();
        format!(", found by {by}{schedule}")
    });
    format!("{scenario} under {era}{}", by.unwrap_or_default())
}

fn departure(one: &Departure) -> String {
    let skipped: Vec<String> = one.skipped.iter().map(usize::to_string).collect();
    let skipped =
        if skipped.is_empty() { "played all the same".to_owned() } else { format!("skipped lines {}", skipped.join(", ")) };
    format!("{}; {skipped}", one.divergence)
}

/// What is violated, each kind once, with its first cause.
fn violated(replayed: &Replayed) -> Vec<&Breach> {
    let mut all: Vec<&Breach> = Vec::new();
    for breach in replayed.breaches() {
        if !all.iter().any(|one| one.violated == breach.violated) {
            all.push(breach);
        }
    }
    all
}

fn objects(all: &[&Breach]) -> Value {
    all.iter().map(|one| json!({"id": one.violated.id(), "invariant": one.violated.invariant(), "cause": one.cause})).collect()
}
