//! A run as a space-time diagram: a lane for each who acts, and a step below the other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Diagram {
    /// Who acts, from left to right.
    pub lanes: Vec<Lane>,
    /// What happens, in this order.
    pub steps: Vec<Step>,
    /// How many steps in the middle are left out, because there are too many to draw.
    pub omitted: u64,
}

impl Diagram {
    /// The step before which others are left out, if they are.
    pub fn gap(&self) -> Option<usize> {
        (self.omitted > 0).then_some(self.steps.len().div_ceil(2))
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lane {
    /// What stands above it.
    pub title: String,
    /// Whose it is.
    pub kind: LaneKind,
}

/// Who acts in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LaneKind {
    /// A guest.
    Guest,
    /// The cleanup after a guest.
    Cleanup,
    /// A daemon.
    Daemon,
    /// A device name: who has it.
    Name,
    /// Somebody else, or notes.
    Other,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// Its lane, from 0.
    pub lane: usize,
    /// Its number, from 1; none for what is no operation, such as the beginning of a command.
    pub number: Option<u64>,
    /// What is done, in a few words.
    pub text: String,
    /// The operation with its arguments and its result, for who wants to know more.
    pub detail: String,
    /// What becomes of the line of life of its lane.
    pub life: Life,
    /// What it violates.
    pub breaches: Vec<Breach>,
}

/// A line of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// It begins here.
    Begins,
    /// It ends here.
    Ends,
    /// It goes on, or stays away.
    Stays,
}

/// Something that a step violates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Breach {
    /// The invariant.
    pub invariant: String,
    /// In a line.
    pub cause: String,
}
