//! What an input says.

use serde::{Deserialize, Serialize};

/// The patterns that operations name. Two of them share names, and one has ten ids only.
pub(super) const TEMPLATES: [&str; 6] = ["vnet%d", "macvtap%d", "v%d", "v1%d", "fourteen-bytes%d", "tap%d-x"];

/// Most operations of one input, and most changes: more would only be slower.
pub(super) const OPERATIONS_MAX: usize = 31;
pub(super) const EDITS_MAX: usize = 16;

/// An input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A state that operations have made, and that was changed then.
    Made { boot: Boot, operations: Vec<Operation>, edits: Vec<Edit> },
    /// The words of a state.
    Raw(Vec<u64>),
}

/// In which run of the machine a state is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Boot {
    /// In the one that it was made in.
    Same,
    /// In another one.
    Other,
    /// Nobody knows.
    Unknown,
}

impl Boot {
    pub(super) const ALL: [Self; 3] = [Self::Same, Self::Other, Self::Unknown];

    /// As an allocator counts them.
    pub(super) const fn number(self) -> u64 {
        match self {
            Self::Same => super::BOOT,
            Self::Other => super::BOOT + 1,
            Self::Unknown => 0,
        }
    }
}

/// Something that is done with an allocator. Patterns are those of [`TEMPLATES`], counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Operation {
    /// A name is given.
    Generate { pattern: u8 },
    /// The name that was given last is held in a network namespace.
    Hold { netns: u8 },
    /// A name of somebody's choice is held.
    HoldName { pattern: u8, id: u16 },
    /// A name counts as in use.
    Reserve { pattern: u8, id: u16 },
    /// The device of a lease is noted. Leases are counted from 0, and begin anew behind the last one.
    Note { lease: u8, index: u16 },
    /// The device of a lease is gone.
    Retire { lease: u8 },
    /// A lease ends.
    Done { lease: u8 },
    /// The process is started again, and takes over its leases.
    Restart {},
}

/// A change of the words of a state. A word that lies behind the last one is counted from the first one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Edit {
    /// One bit changes.
    Flip { word: u8, bit: u8 },
    /// All bits are 0.
    Clear { word: u8 },
    /// All bits are 1.
    Fill { word: u8 },
    /// A word becomes like another one.
    Copy { word: u8, from: u8 },
    /// Two words change places.
    Swap { word: u8, with: u8 },
    /// Words have what they had before an operation, which is counted from 0.
    Tear { word: u8, count: u8, operation: u8 },
    /// The file ends here.
    Truncate { word: u8 },
    /// Some bits change.
    Xor { word: u8, mask: u64 },
    /// The word is another one.
    Set { word: u8, value: u64 },
}
