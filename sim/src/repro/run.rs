//! A case under the rules of several releases.

use super::{Case, Ending, Played};
use crate::scene::{GuestInvariant, Violation};
use serde::Serialize;

/// A case, played under the rules of the release that was asked for, and of those to compare it with.
#[derive(Clone, Debug, PartialEq)]
pub struct Reproduction {
    /// The case.
    pub case: Case,
    /// The runs; the first is that of the release that was asked for.
    pub runs: Vec<Run>,
}

/// A case under the rules of one release.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// What it shows.
    pub title: String,
    /// The identifier of the rules.
    pub era: &'static str,
    /// The releases that follow them.
    pub releases: &'static str,
    /// Its scenes.
    pub scenes: Vec<Played>,
}

/// Whether a release is safe from a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything holds.
    Holds,
    /// These invariants do not.
    Violated(Vec<GuestInvariant>),
    /// Nothing was violated, but not every scene was played to its end.
    Unknown,
}

impl Reproduction {
    /// Says in the title of the first run that the release was asked for by another name than that of its rules.
    pub fn asked_as(&mut self, release: &str) {
        if let Some(run) = self.runs.first_mut() {
            run.title = format!("{}: {release}, which follows the rules of {}", run.title, run.era);
        }
    }

    /// Every scene of every run.
    pub fn scenes(&self) -> impl Iterator<Item = &Played> {
        self.runs.iter().flat_map(|run| &run.scenes)
    }
}

impl Run {
    /// Whether the release is safe.
    pub fn verdict(&self) -> Verdict {
        let is_violated = |invariant: &GuestInvariant| self.violations().any(|one| one.invariant == *invariant);
        let violated: Vec<_> = GuestInvariant::ALL.into_iter().filter(is_violated).collect();
        match violated.is_empty() {
            false => Verdict::Violated(violated),
            true if self.scenes.iter().all(|scene| scene.ending == Ending::Complete) => Verdict::Holds,
            true => Verdict::Unknown,
        }
    }

    /// Whether nothing was violated, and every scene was played to its end.
    pub fn holds(&self) -> bool {
        self.verdict() == Verdict::Holds
    }

    /// Everything that did not hold, in the order of the scenes.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.scenes.iter().flat_map(|scene| &scene.violations)
    }
}

impl Verdict {
    /// The invariants that do not hold.
    pub fn violated(&self) -> &[GuestInvariant] {
        match self {
            Self::Violated(invariants) => invariants,
            Self::Holds | Self::Unknown => &[],
        }
    }

    /// The verdict in a word.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Violated(_) => "violated",
            Self::Unknown => "unknown",
        }
    }
}
