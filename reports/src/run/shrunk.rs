//! A run that was made small.

use super::number::{counted, grouped};
use super::replayed::origin;
use super::{SCHEMA, Size, pretty, steps, table};
use crate::finding::one_line;
use crate::text::wrap::wrap;
use ifrace_sim::minimise::Minimal;
use ifrace_sim::replay::Replayed;
use ifrace_sim::trace::Header;
use ifrace_sim::world::violated::Violated;
use serde_json::json;
use std::path::PathBuf;

/// A run that was made small.
#[derive(Clone, Copy, Debug)]
pub struct ShrinkRun<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that shows it again.
    pub command: &'a str,
    /// The header of its trace.
    pub header: &'a Header,
    /// What the run violates.
    pub wanted: Violated,
    /// How large it was.
    pub before: Size,
    /// How large it is.
    pub after: Size,
    /// How it was made small.
    pub minimal: &'a Minimal,
    /// The small run.
    pub small: &'a Replayed,
    /// Where its trace is; `None` for standard output.
    pub written: Option<&'a PathBuf>,
}

impl ShrinkRun<'_> {
    /// For a terminal, without the command. Ends with a line end.
    pub fn text(&self) -> String {
        let mut lines = wrap(&format!("{}: {}", origin(self.header), self.wanted), 2);
        let row = |((what, before), (_, after)): ((&str, u64), (&str, u64))| {
            vec![what.to_owned(), grouped(before), "→".to_owned(), grouped(after), String::new()]
        };
        lines.push(String::new());
        lines.extend(table::lines(&self.before.numbers().into_iter().zip(self.after.numbers()).map(row).collect::<Vec<_>>()));
        lines.push(String::new());
        lines.extend(steps::lines(&self.small.steps, &self.small.left));
        lines.push(String::new());
        lines.extend(self.cause().iter().flat_map(|cause| wrap(&format!("{}: {cause}", self.wanted), 2)));
        let tried = counted(self.minimal.tries, "try", "tries");
        lines.extend(wrap(&format!("{}; {tried}", self.minimal.minimal_in), 2));
        lines.extend(self.written.iter().flat_map(|file| wrap(&format!("trace: {}", file.display()), 2)));
        lines.iter().map(|line| one_line(line) + "\n").collect()
    }

    /// As JSON, indented, with a line end.
    pub fn json(&self, exit_code: u8) -> String {
        let Self { tool_version, command, header, wanted, before, after, minimal, small, written } = self;
        pretty(&json!({
            "schema": SCHEMA,
            "ifrace": tool_version,
            "command": command,
            "scenario": header.scenario,
            "era": header.era,
            "violation": wanted.id(),
            "cause": self.cause(),
            "before": before,
            "after": after,
            "minimal_in": minimal.minimal_in,
            "tries": minimal.tries,
            "states": minimal.states,
            "run": steps::object(&small.steps, &small.left),
            "trace": written,
            "exit_code": exit_code,
        }))
    }

    fn cause(&self) -> Option<&str> {
        self.small.breaches().find(|one| one.violated == self.wanted).map(|one| one.cause.as_str())
    }
}
