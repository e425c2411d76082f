//! What the host answers to a question.

use crate::jsonl;
use crate::script::NameText;
use serde::Serialize;

/// The host's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Whether a device answers to the name.
    Exists(bool),
    /// The device that the subject now has: its name.
    Created(Vec<u8>),
    /// The question failed with this error, for example `EEXIST`.
    Failed(String),
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    created: Option<NameText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

impl Answer {
    /// The line for this number of a request, without a line end.
    pub fn to_json(&self, id: u64) -> String {
        let empty = Line { kind: "answer", id, exists: None, created: None, error: None };
        jsonl::to_json(&match self {
            Self::Exists(exists) => Line { exists: Some(*exists), ..empty },
            Self::Created(name) => Line { created: Some(NameText::of(name)), ..empty },
            Self::Failed(error) => Line { error: Some(error), ..empty },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_line() {
        assert_eq!(Answer::Exists(true).to_json(3), r#"{"type":"answer","id":3,"exists":true}"#);
        assert_eq!(Answer::Created(b"vnet0".to_vec()).to_json(3), r#"{"type":"answer","id":3,"name":"vnet0"}"#);
        assert_eq!(Answer::Failed("EEXIST".to_owned()).to_json(3), r#"{"type":"answer","id":3,"error":"EEXIST"}"#);
    }
}
