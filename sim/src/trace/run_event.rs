//! What happens in a run of the simulator, as a trace has it.

use crate::world::property::Property;
use crate::world::violated::Violated;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// An event of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum RunEvent {
    /// A guest begins a command.
    Begin {
        /// The guest.
        guest: String,
        /// The command, in words.
        command: String,
    },
    /// An operation of the host.
    Operation(OperationEvent),
    /// A command has ended.
    End {
        /// The guest.
        guest: String,
        /// The command, in words.
        command: String,
        /// How, in words.
        outcome: String,
    },
    /// A daemon dies, and another one takes its place.
    DaemonDied {
        /// Its number, from 0 on.
        daemon: usize,
    },
    /// A hypervisor ends by itself.
    HypervisorDied {
        /// Its guest.
        guest: String,
    },
    /// Something did not hold after the step, or at the end.
    Violation(ViolationEvent),
    /// What the run showed in all: the last line.
    Verdict(RunVerdict),
}

/// An operation, with its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperationEvent {
    /// Its number, from 1 on.
    pub number: usize,
    /// Who asks: a guest's label, or somebody else's.
    pub guest: String,
    /// Which start of the guest asks.
    pub incarnation: String,
    /// The command that it is part of, in words.
    pub command: String,
    /// The operation as data.
    pub operation: Value,
    /// The operation in words.
    pub words: String,
    /// The answer: `ok` with the reply, or `error` with what went wrong.
    pub result: Value,
    /// Whether the failure was made on purpose.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub injected: bool,
}

/// Something that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViolationEvent {
    /// What.
    pub id: Violated,
    /// The invariant that it belongs to.
    pub invariant: String,
    /// Whose step, of which start, hit what of whom.
    pub cause: String,
}

/// What a run showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunVerdict {
    /// `violated` or `holds`.
    pub verdict: String,
    /// What did not hold.
    pub violated: Vec<Violated>,
    /// What was reached.
    pub reached: Vec<Property>,
}

/// The identifiers of all events of a run.
pub(super) const EVENTS: [&str; 7] = ["begin", "operation", "end", "daemon-died", "hypervisor-died", "violation", "verdict"];

impl RunEvent {
    /// What cannot be, although every field has a value.
    pub(super) fn flaw(&self) -> Option<String> {
        match self {
            Self::Operation(one) if !is_result(&one.result) => {
                Some("its result is neither {\"ok\": …} nor {\"error\": \"…\"}".to_owned())
            }
            Self::Violation(one) if one.invariant != one.id.invariant() => {
                Some(format!("{} belongs to the invariant {}, not to '{}'", one.id, one.id.invariant(), one.invariant))
            }
            Self::Verdict(one) if one.verdict != one.expected() => {
                Some(format!("its verdict is '{}', and by what it lists as violated it is '{}'", one.verdict, one.expected()))
            }
            _ => None,
        }
    }
}

fn is_result(result: &Value) -> bool {
    result.as_object().is_some_and(|fields| fields.len() == 1 && (fields.contains_key("ok") || result["error"].is_string()))
}

impl RunVerdict {
    /// Of what did not hold and what was reached.
    pub(super) fn new(violated: Vec<Violated>, reached: Vec<Property>) -> Self {
        let verdict = Self { verdict: String::new(), violated, reached };
        Self { verdict: verdict.expected().to_owned(), ..verdict }
    }

    const fn expected(&self) -> &'static str {
        if self.violated.is_empty() { "holds" } else { "violated" }
    }
}

impl OperationEvent {
    /// The answer in words, with the mark of a failure that was made on purpose.
    pub fn result_in_words(&self) -> String {
        let reply = self.result.get("ok").or_else(|| self.result.get("error")).unwrap_or(&self.result);
        let words = reply.as_str().map_or_else(|| reply.to_string(), str::to_owned);
        if self.injected { format!("{words} (made on purpose)") } else { words }
    }
}

/// In words.
impl fmt::Display for RunEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begin { guest, command } => write!(f, "{guest} begins to {command}"),
            Self::Operation(one) => write!(f, "{} asks to {} and gets {}", one.guest, one.words, one.result_in_words()),
            Self::End { guest, command, outcome } => write!(f, "{guest}'s {command} ends: {outcome}"),
            Self::DaemonDied { daemon } => write!(f, "daemon {daemon} dies"),
            Self::HypervisorDied { guest } => write!(f, "the hypervisor of {guest} dies"),
            Self::Violation(one) => write!(f, "{} is violated: {}", one.id, one.cause),
            Self::Verdict(one) => write!(f, "the verdict is {}", one.verdict),
        }
    }
}
