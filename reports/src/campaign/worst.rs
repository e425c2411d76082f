//! What a campaign comes to.

use super::Summary;
use ifrace_model::invariant::Invariant;
use ifrace_sim::campaign::Aspect;

/// What the results of a campaign come to, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worst {
    /// A subject and its model disagree.
    Disagreement,
    /// What has to be found was not.
    CanaryMissed,
    /// Something is violated that is not expected.
    Violated,
    /// Nothing but the progress of a subject is.
    NoProgress,
    /// Some of it could not be run.
    NotRun,
    /// What was played does not show what it was to show.
    Unknown,
    /// Units have no result.
    Incomplete,
    /// Everything is as expected.
    Expected,
}

impl Worst {
    /// The word in manifests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Disagreement => "disagreement",
            Self::CanaryMissed => "canary-missed",
            Self::Violated => "violated",
            Self::NoProgress => "no-progress",
            Self::NotRun => "not-run",
            Self::Unknown => "unknown",
            Self::Incomplete => "incomplete",
            Self::Expected => "expected",
        }
    }
}

impl Summary {
    /// What the results come to.
    pub fn worst(&self) -> Worst {
        let new = || self.subjects.iter().flat_map(|row| &row.findings).filter(|found| !found.expected);
        let is_progress = |aspect| aspect == Aspect::Invariant(Invariant::Progress);
        let raced = self.races.iter().any(|row| row.failures().next().is_some());
        if new().any(|found| found.aspect == Aspect::Model) {
            Worst::Disagreement
        } else if self.races.iter().any(|row| !row.missed.is_empty()) {
            Worst::CanaryMissed
        } else if raced || new().any(|found| !is_progress(found.aspect)) {
            Worst::Violated
        } else if new().next().is_some() {
            Worst::NoProgress
        } else if !self.not_run.is_empty() || self.subjects.iter().any(|row| !row.why.is_empty()) {
            Worst::NotRun
        } else if self.races.iter().any(|row| row.doubt().is_some()) {
            Worst::Unknown
        } else if !self.is_complete() {
            Worst::Incomplete
        } else {
            Worst::Expected
        }
    }
}
