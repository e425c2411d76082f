//! A reproduced bug: for each release what happened, operation by operation, and what did not hold.

mod json;
mod scene;
mod verdict;

pub use json::{SCHEMA, render as json};

use crate::finding::one_line;
use crate::text::wrap::wrap;
use ifrace_sim::repro::{Reproduction, Run};

/// A reproduction, and where it comes from.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that shows it again.
    pub command: &'a str,
    /// What it was played on.
    pub ground: Ground<'a>,
    /// What was played.
    pub reproduction: &'a Reproduction,
}

/// What a case is played on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground<'a> {
    /// The host in memory.
    Simulated,
    /// Real devices, on a kernel of this release.
    Live(&'a str),
}

impl Ground<'_> {
    /// `simulated` or `live`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Simulated => "simulated",
            Self::Live(_) => "live",
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Simulated => "simulated".to_owned(),
            Self::Live(kernel) => format!("live on Linux {kernel}"),
        }
    }
}

/// The whole for a terminal: the case, each run with its scenes, and a line for each run. Ends with a line end.
pub fn text(timeline: &Timeline<'_>) -> String {
    let case = timeline.reproduction.case;
    let mut lines = wrap(&format!("{}: {}", case.id(), case.summary()), 2);
    lines.extend(wrap(&format!("source: {}", case.source()), 2));
    for run in &timeline.reproduction.runs {
        lines.push(String::new());
        lines.extend(heading(run, timeline.ground));
        for played in &run.scenes {
            lines.push(String::new());
            lines.extend(scene::section(played));
        }
    }
    lines.push(String::new());
    lines.extend(verdict::summary(&timeline.reproduction.runs));
    lines.iter().map(|line| one_line(line) + "\n").collect()
}

fn heading(run: &Run, ground: Ground<'_>) -> Vec<String> {
    let releases = if run.releases == "none" { "no release".to_owned() } else { format!("libvirt {}", run.releases) };
    wrap(&format!("== {} ({releases}), {}: {}", run.era, ground.in_words(), run.title), 3)
}
