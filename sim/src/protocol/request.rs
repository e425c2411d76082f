//! What a subject is asked to do.

use crate::jsonl;
use crate::script::NameText;
use ifrace_model::policy::DeviceKind;
use serde::Serialize;

/// A request to a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To give a name, and to create the device if it does that.
    Generate {
        /// The kind of the device.
        kind: DeviceKind,
        /// No name, a template or a literal name.
        name: Option<Vec<u8>>,
        /// Whether every probe of the host fails meanwhile.
        probes_fail: bool,
    },
    /// To take notice that a running guest's device bears this name.
    Reserve {
        /// The name.
        name: Vec<u8>,
    },
    /// To take notice that the device of this name was deleted.
    Release {
        /// The name.
        name: Vec<u8>,
    },
    /// To do what a restart of its process would.
    Restart,
    /// To become as if its process had just been started for the first time.
    Reset,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line {
    Generate {
        id: u64,
        kind: &'static str,
        #[serde(flatten)]
        name: NameText,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        probes_fail: bool,
    },
    Reserve {
        id: u64,
        #[serde(flatten)]
        name: NameText,
    },
    Release {
        id: u64,
        #[serde(flatten)]
        name: NameText,
    },
    Restart {
        id: u64,
    },
    Reset {
        id: u64,
    },
}

impl Request {
    /// The line for this number of a request, without a line end.
    pub fn to_json(&self, id: u64) -> String {
        let nothing = NameText { name: None, name_hex: None };
        jsonl::to_json(&match self {
            Self::Generate { kind, name, probes_fail } => Line::Generate {
                id,
                kind: kind.id(),
                name: name.as_deref().map_or(nothing, NameText::of),
                probes_fail: *probes_fail,
            },
            Self::Reserve { name } => Line::Reserve { id, name: NameText::of(name) },
            Self::Release { name } => Line::Release { id, name: NameText::of(name) },
            Self::Restart => Line::Restart { id },
            Self::Reset => Line::Reset { id },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_line() {
        let name = b"v%d".to_vec();
        let generate = |name, probes_fail| Request::Generate { kind: DeviceKind::Macvtap, name, probes_fail };
        let lines = [
            (generate(None, false), r#"{"type":"generate","id":1,"kind":"macvtap"}"#),
            (
                generate(Some(name.clone()), true),
                r#"{"type":"generate","id":1,"kind":"macvtap","name":"v%d","probes_fail":true}"#,
            ),
            (Request::Reserve { name }, r#"{"type":"reserve","id":1,"name":"v%d"}"#),
            (Request::Release { name: vec![0xff] }, r#"{"type":"release","id":1,"name_hex":"ff"}"#),
            (Request::Restart, r#"{"type":"restart","id":1}"#),
            (Request::Reset, r#"{"type":"reset","id":1}"#),
        ];
        for (request, line) in lines {
            assert_eq!(request.to_json(1), line);
        }
    }
}
