//! What an operation of a history answers.

use crate::jsonl;
use crate::script::NameText;
use serde::{Deserialize, Serialize};

/// The answer to one operation of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// The operation was performed; it gives nothing back.
    Done,
    /// The host refused, with this error number.
    Errno(String),
    /// A name was handed out.
    Named(Named),
    /// The name that was asked for was left as it is.
    Literal {
        /// Whether the device was there before, and was attached to.
        #[serde(default, skip_serializing_if = "is_false")]
        adopted: bool,
    },
    /// No name was handed out.
    Refused {
        /// The allocator's own words.
        why: String,
    },
    /// The request did not end within the bound of host operations.
    Endless,
    /// The allocator cannot do this.
    Unsupported,
}

/// A name that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name.
    #[serde(flatten)]
    pub name: NameText,
    /// Whether the device was there before, and was attached to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub adopted: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Reply {
    /// A name that was handed out, of a new device.
    pub fn named(name: &[u8]) -> Self {
        Self::Named(Named { name: NameText::of(name), adopted: false })
    }

    /// A name that was handed out, of a device that was there before.
    pub fn adopted(name: &[u8]) -> Self {
        Self::Named(Named { name: NameText::of(name), adopted: true })
    }

    /// No name, in the allocator's own words.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into() }
    }

    /// Whether an allocator and its model say the same. Their words for a refusal may differ.
    pub fn agrees_with(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Refused { .. }, Self::Refused { .. })) || self == other
    }

    /// The answer as one line of JSON.
    pub fn to_json(&self) -> String {
        jsonl::to_json(self)
    }
}
