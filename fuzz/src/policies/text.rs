//! Scenarios as lines of JSON: the era, then one operation on each line.

use super::codec;
use super::scenario::{ANSWERS_MAX, Answers, Creation, Generate, NUMBER_MAX, OPERATIONS_MAX, Operation, Rest, Scenario};
use crate::names::LONGEST;
use crate::target::Unreadable;
use ifrace_model::Errno;
use ifrace_model::policy::{DeviceKind, Era, Presence};
use ifrace_sim::script::NameText;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    era: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
enum Line {
    Reserve(NameText),
    Release(NameText),
    Restart,
    Generate(GenerateText),
}

#[derive(Serialize, Deserialize)]
struct GenerateText {
    kind: String,
    #[serde(flatten)]
    name: NameText,
    /// What the first probes find.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    probes: Vec<PresenceText>,
    /// What becomes of the first creations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    creations: Vec<CreationText>,
    /// How it goes on.
    #[serde(default, skip_serializing_if = "is_free")]
    rest: RestText,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", remote = "Presence")]
enum PresenceDef {
    Present,
    Absent,
    Failed,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct PresenceText(#[serde(with = "PresenceDef")] Presence);

/// The number that the kernel puts into a template, or an error number by its name.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum CreationText {
    Works(u8),
    Fails(String),
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RestText {
    #[default]
    Free,
    Taken,
    Failing,
}

fn is_free(rest: &RestText) -> bool {
    *rest == RestText::Free
}

/// The lines of an input.
pub(super) fn show(data: &[u8]) -> String {
    let scenario = codec::read(data);
    let head = json(&Head { era: scenario.era.id().to_owned() });
    scenario.operations.iter().fold(head, |text, operation| text + &json(&to_line(operation)))
}

fn json(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_else(|error| unreachable!("a line is plain data: {error}")) + "\n"
}

fn to_line(operation: &Operation) -> Line {
    match operation {
        Operation::Reserve(name) => Line::Reserve(NameText::of(name)),
        Operation::Release(name) => Line::Release(NameText::of(name)),
        Operation::Restart => Line::Restart,
        Operation::Generate(Generate { kind, wanted, answers }) => Line::Generate(GenerateText {
            kind: kind.id().to_owned(),
            name: wanted.as_deref().map(NameText::of).unwrap_or_default(),
            probes: answers.probes.iter().copied().map(PresenceText).collect(),
            creations: answers.creations.iter().map(to_creation).collect(),
            rest: match answers.rest {
                Rest::Free => RestText::Free,
                Rest::Taken => RestText::Taken,
                Rest::Failing => RestText::Failing,
            },
        }),
    }
}

fn to_creation(creation: &Creation) -> CreationText {
    match creation {
        Creation::Works(number) => CreationText::Works(*number),
        Creation::Fails(errno) => CreationText::Fails(errno.name().to_owned()),
    }
}

/// The input that stands for such lines.
pub(super) fn read(text: &str) -> Result<Vec<u8>, Unreadable> {
    let mut lines = text.split('\n').zip(1..).filter(|(text, _)| !text.trim_ascii().is_empty());
    let (head, line) = lines.next().unwrap_or(("", 1));
    let era = era(head).map_err(|reason| Unreadable { line, reason })?;
    let mut operations = Vec::new();
    for (text, line) in lines {
        let operation = operation(text).map_err(|reason| Unreadable { line, reason })?;
        if operations.len() == OPERATIONS_MAX {
            return Err(Unreadable { line, reason: format!("an input has at most {OPERATIONS_MAX} operations; leave some out") });
        }
        operations.push(operation);
    }
    Ok(codec::write(&Scenario { era, operations }))
}

fn era(head: &str) -> Result<Era, String> {
    let ids = || Era::ALL.map(Era::id).join(", ");
    let head: Head = serde_json::from_str(head).map_err(|error| format!("the first line is {{\"era\":ERA}}: {error}"))?;
    Era::from_id(&head.era).ok_or_else(|| format!("no era is called {:?}; there are {}", head.era, ids()))
}

fn operation(text: &str) -> Result<Operation, String> {
    let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(match line {
        Line::Reserve(name) => Operation::Reserve(needed(&name)?),
        Line::Release(name) => Operation::Release(needed(&name)?),
        Line::Restart => Operation::Restart,
        Line::Generate(generate) => Operation::Generate(from_text(generate)?),
    })
}

fn needed(name: &NameText) -> Result<Vec<u8>, String> {
    fitting(name)?.ok_or_else(|| "a \"name\" or \"name_hex\" is missing".to_owned())
}

fn fitting(name: &NameText) -> Result<Option<Vec<u8>>, String> {
    match name.bytes()? {
        Some(name) if name.len() > LONGEST => Err(format!("a name of an input has at most {LONGEST} bytes")),
        name => Ok(name),
    }
}

fn from_text(text: GenerateText) -> Result<Generate, String> {
    let kind = DeviceKind::ALL.into_iter().find(|kind| kind.id() == text.kind);
    if text.probes.len().max(text.creations.len()) > ANSWERS_MAX {
        return Err(format!("a call has at most {ANSWERS_MAX} answers of one sort; \"rest\" says how the host goes on"));
    }
    Ok(Generate {
        kind: kind.ok_or_else(|| format!("no kind is called {:?}; there are tap, macvtap and macvlan", text.kind))?,
        wanted: fitting(&text.name)?,
        answers: Answers {
            probes: text.probes.into_iter().map(|PresenceText(presence)| presence).collect(),
            creations: text.creations.into_iter().map(from_creation).collect::<Result<_, _>>()?,
            rest: match text.rest {
                RestText::Free => Rest::Free,
                RestText::Taken => Rest::Taken,
                RestText::Failing => Rest::Failing,
            },
        },
    })
}

fn from_creation(creation: CreationText) -> Result<Creation, String> {
    match creation {
        CreationText::Works(number @ ..=NUMBER_MAX) => Ok(Creation::Works(number)),
        CreationText::Works(number) => Err(format!("the kernel puts a number up to {NUMBER_MAX} into a template, not {number}")),
        CreationText::Fails(name) => {
            Errno::from_name(&name).map(Creation::Fails).ok_or_else(|| format!("no error number is called {name:?}"))
        }
    }
}
