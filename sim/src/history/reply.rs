//! What an operation of a history answers.

use crate::jsonl;
use crate::script::NameText;
use ifrace_model::Errno;
use serde::{Deserialize, Serialize};

/// The answer to one operation of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// The operation was performed; it gives nothing back.
    Done,
    /// The host refused, with this error number.
    Errno(String),
    /// Of a run of names the host took so many, and refused the next one with this error number.
    Partial {
        /// How many names of the run exist.
        done: u32,
        /// The error number for the next one.
        errno: String,
    },
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
    /// The error number with which the caller's creation of the device failed: then the name is not in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
}

/// Whether these words are an error number, by its name or as it is.
fn is_errno(why: &str) -> bool {
    Errno::from_name(why).is_some() || why.parse::<i32>().is_ok()
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Reply {
    /// A name that was handed out, of a new device.
    pub fn named(name: &[u8]) -> Self {
        Self::Named(Named { name: NameText::of(name), adopted: false, failed: None })
    }

    /// A name that was handed out, of a device that was there before.
    pub fn adopted(name: &[u8]) -> Self {
        Self::Named(Named { name: NameText::of(name), adopted: true, failed: None })
    }

    /// A name that was handed out, and whose device could not be created.
    pub fn not_created(name: &[u8], errno: impl Into<String>) -> Self {
        Self::Named(Named { name: NameText::of(name), adopted: false, failed: Some(errno.into()) })
    }

    /// No name, in the allocator's own words.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into() }
    }

    /// Whether an allocator and its model say the same. Their words for a refusal may differ, but not the error numbers of a
    /// kernel, which has no other words.
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Refused { why }, Self::Refused { why: other }) => why == other || !(is_errno(why) && is_errno(other)),
            _ => self == other,
        }
    }

    /// The answer as one line of JSON.
    pub fn to_json(&self) -> String {
        jsonl::to_json(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Reply;

    #[test]
    fn refusals_agree_unless_two_error_numbers_differ() {
        let agree = |one: &str, other: &str| Reply::refused(one).agrees_with(&Reply::refused(other));
        assert!(agree("no unused name", "internal error: no name") && agree("EEXIST", "EEXIST"));
        assert!(agree("EEXIST", "File exists"), "one of them has words of its own");
        assert!(!agree("EEXIST", "EINVAL") && !agree("524", "EINVAL"));
        assert!(!Reply::Done.agrees_with(&Reply::refused("EEXIST")));
    }
}
