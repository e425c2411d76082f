//! One line of a history, as it stands in JSON.

use super::{Holder, Op, Run};
use crate::script::{NameText, ScriptError};
use crate::{jsonl, script};
use ifrace_model::policy::DeviceKind;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
enum Line {
    Occupy {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        #[serde(rename = "as", default, skip_serializing_if = "is_altname")]
        holder: HolderText,
    },
    OccupyRun(Run),
    Free {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
    },
    Reserve {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
    },
    Release {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
    },
    Generate {
        kind: KindText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hex: Option<String>,
        #[serde(default, skip_serializing_if = "is_false")]
        keep: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        probes_fail: bool,
    },
    Restart,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum HolderText {
    #[default]
    Altname,
    TapAltname,
    Bridge,
    Tap,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindText {
    Tap,
    Macvtap,
    Macvlan,
}

fn is_altname(holder: &HolderText) -> bool {
    *holder == HolderText::Altname
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Reads a whole history; empty lines are passed over.
///
/// # Errors
/// The first line that cannot be read.
pub fn parse(history: &[u8]) -> Result<Vec<Op>, ScriptError> {
    jsonl::parse(history, parse_line)
}

/// Reads one line.
///
/// # Errors
/// A sentence about what is wrong.
pub fn parse_line(line: &[u8]) -> Result<Op, String> {
    jsonl::parse_line::<Line>(line)?.into_op()
}

/// One line of a history, without a line end.
pub fn to_json(op: &Op) -> String {
    jsonl::to_json(&Line::from_op(op))
}

fn needed(name: Option<String>, name_hex: Option<String>) -> Result<Vec<u8>, String> {
    NameText { name, name_hex }.bytes()?.ok_or_else(|| script::NAME_MISSING.to_owned())
}

impl Line {
    fn into_op(self) -> Result<Op, String> {
        Ok(match self {
            Self::Occupy { name, name_hex, holder } => Op::Occupy { name: needed(name, name_hex)?, holder: holder.into() },
            Self::OccupyRun(run) if run.count > Run::COUNT_MAX => {
                return Err(format!("\"count\" is {}, and at most {}", run.count, Run::COUNT_MAX));
            }
            Self::OccupyRun(run) => Op::OccupyRun(run),
            Self::Free { name, name_hex } => Op::Free { name: needed(name, name_hex)? },
            Self::Reserve { name, name_hex } => Op::Reserve { name: needed(name, name_hex)? },
            Self::Release { name, name_hex } => Op::Release { name: needed(name, name_hex)? },
            Self::Generate { kind, name, name_hex, keep, probes_fail } => {
                let wanted = NameText { name, name_hex }.bytes()?;
                Op::Generate { kind: kind.into(), wanted, keep, probes_fail }
            }
            Self::Restart => Op::Restart,
        })
    }

    fn from_op(op: &Op) -> Self {
        let text = |name: &[u8]| {
            let NameText { name, name_hex } = NameText::of(name);
            (name, name_hex)
        };
        match op {
            Op::Occupy { name, holder } => {
                let (name, name_hex) = text(name);
                Self::Occupy { name, name_hex, holder: (*holder).into() }
            }
            Op::OccupyRun(run) => Self::OccupyRun(run.clone()),
            Op::Free { name } => {
                let (name, name_hex) = text(name);
                Self::Free { name, name_hex }
            }
            Op::Reserve { name } => {
                let (name, name_hex) = text(name);
                Self::Reserve { name, name_hex }
            }
            Op::Release { name } => {
                let (name, name_hex) = text(name);
                Self::Release { name, name_hex }
            }
            Op::Generate { kind, wanted, keep, probes_fail } => {
                let (name, name_hex) = wanted.as_deref().map(text).unwrap_or_default();
                Self::Generate { kind: (*kind).into(), name, name_hex, keep: *keep, probes_fail: *probes_fail }
            }
            Op::Restart => Self::Restart,
        }
    }
}

impl From<HolderText> for Holder {
    fn from(text: HolderText) -> Self {
        match text {
            HolderText::Altname => Self::Altname,
            HolderText::TapAltname => Self::TapAltname,
            HolderText::Bridge => Self::Bridge,
            HolderText::Tap => Self::Tap,
        }
    }
}

impl From<Holder> for HolderText {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Altname => Self::Altname,
            Holder::TapAltname => Self::TapAltname,
            Holder::Bridge => Self::Bridge,
            Holder::Tap => Self::Tap,
        }
    }
}

impl From<KindText> for DeviceKind {
    fn from(text: KindText) -> Self {
        match text {
            KindText::Tap => Self::Tap,
            KindText::Macvtap => Self::Macvtap,
            KindText::Macvlan => Self::Macvlan,
        }
    }
}

impl From<DeviceKind> for KindText {
    fn from(kind: DeviceKind) -> Self {
        match kind {
            DeviceKind::Tap => Self::Tap,
            DeviceKind::Macvtap => Self::Macvtap,
            DeviceKind::Macvlan => Self::Macvlan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_survives_both_ways() {
        let lines = [
            r#"{"op":"occupy","name":"vnet0"}"#,
            r#"{"op":"occupy","name":"vnet%d","as":"tap-altname"}"#,
            r#"{"op":"occupy-run","prefix":"vnet","from":0,"count":10000}"#,
            r#"{"op":"free","name_hex":"ff"}"#,
            r#"{"op":"reserve","name":"vnet5"}"#,
            r#"{"op":"release","name":"macvtap5"}"#,
            r#"{"op":"generate","kind":"tap"}"#,
            r#"{"op":"generate","kind":"macvtap","name":"m%d","keep":true,"probes_fail":true}"#,
            r#"{"op":"restart"}"#,
        ];
        for line in lines {
            assert_eq!(to_json(&parse_line(line.as_bytes()).unwrap()), line);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let reason = |line: &str| parse_line(line.as_bytes()).unwrap_err();
        assert!(reason(r#"{"op":"generate","kind":"tun"}"#).contains("unknown variant `tun`"));
        assert!(reason(r#"{"op":"reserve"}"#).contains("is missing"));
        let long = reason(r#"{"op":"occupy-run","prefix":"vnet","from":0,"count":4294967295}"#);
        assert_eq!(long, "\"count\" is 4294967295, and at most 100000");
        assert!(reason(r#"{"op":"generate","kind":"tap","keeep":true}"#).contains("unknown field `keeep`"));
    }
}
