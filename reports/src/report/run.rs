//! Where a report comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One run of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Run {
    /// The command.
    pub kind: RunKind,
    /// What repeats it.
    pub command: String,
    /// The version of ifrace.
    pub tool_version: String,
    /// The exit code.
    pub exit_code: u8,
    /// The verdict in a line.
    pub summary: String,
    /// Whether a signal ended it before its time.
    pub interrupted: bool,
    /// How long it took; none where reports have to be the same from run to run.
    pub milliseconds: Option<u64>,
    /// What it ran on and with: the kernel, its rules for names, the seed.
    pub environment: Vec<Fact>,
    /// What else is to be said.
    pub notes: Vec<Note>,
}

/// The commands that give reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    /// `ifrace gate`.
    Gate,
    /// `ifrace check`.
    Check,
    /// `ifrace campaign` and `ifrace merge`.
    Campaign,
    /// `ifrace search`.
    Search,
    /// `ifrace explore`.
    Explore,
    /// `ifrace repro`.
    Repro,
    /// `cargo bench`.
    Bench,
}

impl RunKind {
    /// What the command is called, in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Check => "check",
            Self::Campaign => "campaign",
            Self::Search => "search",
            Self::Explore => "explore",
            Self::Repro => "repro",
            Self::Bench => "bench",
        }
    }
}

/// A fact about a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// What it is.
    pub value: String,
}

/// Something that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// In a line or more.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A difference from what is expected.
    Deviation,
    /// A canary, and whether it was caught.
    Canary,
    /// Something that this machine lacks, and what brings it.
    Missing,
    /// Part of a run that could not be read.
    Unreadable,
    /// Anything else.
    Other,
}
