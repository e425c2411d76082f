//! One verdict.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of one invariant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Verdict {
    /// What kind of thing is judged.
    pub suite: Suite,
    /// The subject, such as `builtin:hardened`, or the era, such as `6.6`.
    pub name: String,
    /// The scenario that was played; none for histories of a subject.
    pub scenario: Option<String>,
    /// The invariant, such as `no-stomp:nwfilter`, which rules of SARIF and cases of JUnit are called by.
    pub invariant: String,
    /// What it came to.
    pub status: Status,
    /// Whether that is what the baseline or the scenario expects. What is not run or unknown contradicts neither.
    pub expected: bool,
    /// How it is known: how many histories or states were judged, or why nothing can be said.
    pub why: String,
    /// The findings that show it, by their identifiers.
    pub findings: Vec<String>,
}

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Suite {
    /// An allocator, by histories.
    Subject,
    /// A release or discipline, in scenarios.
    Era,
}

/// What a verdict comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing violates it, in all that there is.
    Holds,
    /// Nothing violates it as far as was searched.
    HoldsSoFar,
    /// Nothing was done.
    NotRun,
    /// It was tried, and nothing can be said.
    Unknown,
    /// Something violates it.
    Violated,
}

impl Status {
    /// All of them, from the best to the worst.
    pub const ALL: [Self; 5] = [Self::Holds, Self::HoldsSoFar, Self::NotRun, Self::Unknown, Self::Violated];

    /// In a few words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::HoldsSoFar => "holds as far as searched",
            Self::NotRun => "not run",
            Self::Unknown => "unknown",
            Self::Violated => "violated",
        }
    }

    /// A mark that differs in shape, for those who cannot go by colour.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Holds => "·",
            Self::HoldsSoFar => "o",
            Self::NotRun => "-",
            Self::Unknown => "?",
            Self::Violated => "x",
        }
    }
}
