//! How a subject is restarted.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// How a subject is restarted in the middle of a history. In JSON `false`, `true` or `"process"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restart {
    /// Not at all; histories for it have no restart.
    #[default]
    No,
    /// By a request: it forgets what a restart of its process would make it forget.
    Request,
    /// By an end of its process and the start of a new one.
    Process,
}

impl Serialize for Restart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No => serializer.serialize_bool(false),
            Self::Request => serializer.serialize_bool(true),
            Self::Process => serializer.serialize_str("process"),
        }
    }
}

impl<'de> Deserialize<'de> for Restart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Bool(false) => Ok(Self::No),
            Value::Bool(true) => Ok(Self::Request),
            Value::String(word) if word == "process" => Ok(Self::Process),
            _ => Err(D::Error::custom("\"restart\" is false, true or \"process\"")),
        }
    }
}
