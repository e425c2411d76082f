//! What an operation of a script answers.

use super::text::NameText;
use crate::jsonl;
use ifrace_model::Errno;
use ifrace_model::kernel::{Link, Reply};
use serde::{Deserialize, Serialize};

/// The answer to one operation, from the model or from a kernel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Success; the device, if the operation is about one.
    Ok(LinkText),
    /// The symbolic name of the error number, or the number itself if no naming operation should return it.
    Errno(String),
}

/// A device in an answer; empty if the operation only succeeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    /// The primary name.
    #[serde(flatten)]
    pub name: NameText,
    /// The index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<u32>,
}

impl Answer {
    /// Success without a device.
    pub fn done() -> Self {
        Self::Ok(LinkText::default())
    }

    /// Success with this device.
    pub fn link(name: &[u8], index: u32) -> Self {
        Self::Ok(LinkText { name: NameText::of(name), index: Some(index) })
    }

    /// The answer for an error number of the operating system.
    pub fn errno(number: i32) -> Self {
        Self::Errno(Errno::from_number(number).map_or_else(|| number.to_string(), |errno| errno.name().to_owned()))
    }

    /// The answer as one line of JSON.
    pub fn to_json(&self) -> String {
        jsonl::to_json(self)
    }
}

impl From<Result<Reply, Errno>> for Answer {
    fn from(result: Result<Reply, Errno>) -> Self {
        match result {
            Ok(Reply::Link(Link { name, index })) => Self::link(name.as_bytes(), index),
            Ok(Reply::Done) => Self::done(),
            Err(errno) => Self::Errno(errno.name().to_owned()),
        }
    }
}
