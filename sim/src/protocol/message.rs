//! One line of a subject.

use super::broken::in_line;
use super::{Broken, Question, Reply, Said};
use crate::jsonl;
use crate::script::NameText;
use serde::{Deserialize, Serialize};

/// Longest name in bytes that a subject may say. No device has one of more than 15, no alternative name more than 127.
pub const NAME_MAX: usize = 4096;

/// Longest reason of a refusal that is kept, in characters.
const REASON_MAX: usize = 200;

/// One line of a subject, but the first one, which is its [`Hello`](super::Hello).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The number of the request that it is about.
    pub id: u64,
    /// What it says.
    pub said: Said,
}

/// The same as it stands in JSON. Fields that are not known are passed over.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line {
    Done {
        id: u64,
    },
    Named {
        id: u64,
        #[serde(flatten)]
        name: NameText,
    },
    Literal {
        id: u64,
    },
    Refused {
        id: u64,
        reason: String,
    },
    Unsupported {
        id: u64,
    },
    Exists {
        id: u64,
        #[serde(flatten)]
        name: NameText,
    },
    Create {
        id: u64,
        #[serde(flatten)]
        name: NameText,
        #[serde(default)]
        exclusive: bool,
    },
}

impl Message {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, and its start.
    pub fn parse(line: &[u8]) -> Result<Self, Broken> {
        if let Err(error) = std::str::from_utf8(line) {
            return Err(in_line(&format!("it is not UTF-8 from byte {} on", error.valid_up_to()), line));
        }
        let text: Line = jsonl::parse_line(line).map_err(|reason| in_line(&format!("it is no message: {reason}"), line))?;
        let named = |name: &NameText| known(name).map_err(|reason| in_line(&reason, line));
        let reply = |id, reply| Ok(Self { id, said: Said::Reply(reply) });
        let question = |id, question| Ok(Self { id, said: Said::Question(question) });
        match text {
            Line::Done { id } => reply(id, Reply::Done),
            Line::Named { id, name } => reply(id, Reply::Named { name: named(&name)? }),
            Line::Literal { id } => reply(id, Reply::Literal),
            Line::Refused { id, reason } => reply(id, Reply::Refused { reason: reason.chars().take(REASON_MAX).collect() }),
            Line::Unsupported { id } => reply(id, Reply::Unsupported),
            Line::Exists { id, name } => question(id, Question::Exists { name: named(&name)? }),
            Line::Create { id, name, exclusive } => question(id, Question::Create { name: named(&name)?, exclusive }),
        }
    }

    /// The line, without a line end.
    pub fn to_json(&self) -> String {
        let (id, name) = (self.id, NameText::of);
        jsonl::to_json(&match &self.said {
            Said::Reply(Reply::Done) => Line::Done { id },
            Said::Reply(Reply::Named { name: text }) => Line::Named { id, name: name(text) },
            Said::Reply(Reply::Literal) => Line::Literal { id },
            Said::Reply(Reply::Refused { reason }) => Line::Refused { id, reason: reason.clone() },
            Said::Reply(Reply::Unsupported) => Line::Unsupported { id },
            Said::Question(Question::Exists { name: text }) => Line::Exists { id, name: name(text) },
            Said::Question(Question::Create { name: text, exclusive }) => {
                Line::Create { id, name: name(text), exclusive: *exclusive }
            }
        })
    }
}

/// The bytes of a name that could be one.
fn known(text: &NameText) -> Result<Vec<u8>, String> {
    let name = text.bytes()?.ok_or("it needs \"name\" or \"name_hex\"")?;
    if name.contains(&0) {
        return Err("its name holds a NUL".to_owned());
    }
    if name.len() > NAME_MAX {
        return Err(format!("its name has {} bytes, and at most {NAME_MAX} are read", name.len()));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &[u8]) -> String {
        match Message::parse(line) {
            Err(Broken::Protocol(why)) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_line_survives_both_ways() {
        let lines = [
            r#"{"type":"done","id":1}"#,
            r#"{"type":"named","id":2,"name":"vnet0"}"#,
            r#"{"type":"named","id":2,"name_hex":"ff41"}"#,
            r#"{"type":"literal","id":3}"#,
            r#"{"type":"refused","id":4,"reason":"no name is free"}"#,
            r#"{"type":"unsupported","id":5}"#,
            r#"{"type":"exists","id":6,"name":"vnet0"}"#,
            r#"{"type":"create","id":7,"name":"vnet0","exclusive":true}"#,
        ];
        for line in lines {
            assert_eq!(Message::parse(line.as_bytes()).unwrap().to_json(), line);
        }
        let more = Message::parse(br#" {"later":{"x":[1]},"type":"done","id":1,"at":1.5} "#);
        assert_eq!(more, Message::parse(lines[0].as_bytes()), "unknown fields are passed over");
    }

    #[test]
    fn what_is_wrong_is_named_with_the_start_of_the_line() {
        let cases: [(&[u8], &str); 8] = [
            (b"{\"type\":\"done\"}", "missing field `id`"),
            (b"{\"type\":\"maybe\",\"id\":1}", "unknown variant `maybe`"),
            (b"{\"type\":\"done\",\"id\":-1}", "invalid value: integer `-1`"),
            (b"\xffabc", "it is not UTF-8 from byte 0 on: \\xffabc"),
            (b"{\"type\":\"named\",\"id\":1}", "it needs \"name\" or \"name_hex\""),
            (b"{\"type\":\"named\",\"id\":1,\"name\":\"a\\u0000\"}", "its name holds a NUL"),
            (b"{\"type\":\"done\",\"id\":1}{}", "trailing characters"),
            (b"[[[[", "it is no message"),
        ];
        for (line, wrong) in cases {
            let why = refused(line);
            let start = line[..4].escape_ascii().to_string();
            assert!(why.contains(wrong) && why.contains(&start) && !why.contains('\n'), "{why}");
        }
        let long = format!(r#"{{"type":"named","id":1,"name":"{}"}}"#, "x".repeat(NAME_MAX + 1));
        assert!(refused(long.as_bytes()).contains("its name has 4097 bytes"));
        let deep = "[".repeat(60_000);
        assert!(refused(format!(r#"{{"type":"done","id":1,"x":{deep}"#).as_bytes()).contains("recursion limit"));
    }

    #[test]
    fn long_reasons_are_cut() {
        let line = format!(r#"{{"type":"refused","id":1,"reason":"{}"}}"#, "é".repeat(300));
        let said = Said::Reply(Reply::Refused { reason: "é".repeat(200) });
        assert_eq!(Message::parse(line.as_bytes()), Ok(Message { id: 1, said }));
    }
}
