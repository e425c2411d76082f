//! What an input of `policies` says.

use ifrace_model::policy::{Answer, DeviceKind, Era, Presence, Step};
use ifrace_model::{Errno, IfName};

/// Most operations of one input, and most answers of one sort in a call: more would only be slower.
pub(super) const OPERATIONS_MAX: usize = 10;
pub(super) const ANSWERS_MAX: usize = 255;

/// The largest number that the host can put into a template.
pub(super) const NUMBER_MAX: u8 = 127;

/// A daemon of an era, and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scenario {
    pub(super) era: Era,
    pub(super) operations: Vec<Operation>,
}

impl Scenario {
    /// Whether a call meets a host that refuses all its attempts.
    pub(super) fn has_long_calls(&self) -> bool {
        let is_long = |one: &Operation| matches!(one, Operation::Generate(call) if call.answers.rest != Rest::Free);
        self.operations.iter().any(is_long)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Reserve(Vec<u8>),
    Release(Vec<u8>),
    Restart,
    Generate(Generate),
}

/// One call, and what the host answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Generate {
    pub(super) kind: DeviceKind,
    pub(super) wanted: Option<Vec<u8>>,
    pub(super) answers: Answers,
}

/// The answers of the host to a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// To the first probes.
    pub(super) probes: Vec<Presence>,
    /// To the first creations.
    pub(super) creations: Vec<Creation>,
    /// To all that follow.
    pub(super) rest: Rest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Creation {
    /// It works; into a template the kernel puts this number.
    Works(u8),
    Fails(Errno),
}

/// How the host goes on when the answers are used up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rest {
    /// No name is taken, and every creation works.
    #[default]
    Free,
    /// Every name is taken.
    Taken,
    /// Every probe and creation fails.
    Failing,
}

impl Answers {
    /// The answer to a step, before which there were so many of its sort.
    pub(super) fn to(&self, step: Step, before: usize) -> Answer {
        match step {
            Step::Create(name) => {
                let rest = match self.rest {
                    Rest::Free => Creation::Works(0),
                    Rest::Taken => Creation::Fails(Errno::EEXIST),
                    Rest::Failing => Creation::Fails(Errno::EMFILE),
                };
                Answer::Created(match self.creations.get(before).copied().unwrap_or(rest) {
                    Creation::Works(number) => Some(filled_in(name, number)).filter(is_bearable).ok_or(Errno::EINVAL),
                    Creation::Fails(errno) => Err(errno),
                })
            }
            Step::Probe(_) | Step::Done(_) => {
                let rest = match self.rest {
                    Rest::Free => Presence::Absent,
                    Rest::Taken => Presence::Present,
                    Rest::Failing => Presence::Failed,
                };
                Answer::Exists(self.probes.get(before).copied().unwrap_or(rest))
            }
        }
    }
}

/// The name of the device that the kernel makes: with a number in the place of its only `%d`.
fn filled_in(name: IfName, number: u8) -> IfName {
    let text = name.as_bytes();
    match text.iter().position(|&byte| byte == b'%') {
        Some(at) if text[at..].starts_with(b"%d") => {
            IfName::cut(&[&text[..at], number.to_string().as_bytes(), &text[at + 2..]].concat())
        }
        _ => name,
    }
}

/// Whether the kernel lets a new device have this name.
fn is_bearable(name: &IfName) -> bool {
    let refused = |byte: &u8| matches!(byte, 0x09..=0x0d | 0x20 | 0xa0 | b'/' | b':' | b'%');
    let name = name.as_bytes();
    ![b"", b".".as_slice(), b"..", b"all", b"default"].contains(&name) && !name.iter().any(refused)
}
