//! What happened in a scene.

use ifrace_allocator::host::{Failure, Incarnation, Reply, in_words};
use serde::Serialize;
use serde_json::Value;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Entry {
    /// Something that the scene's author says.
    Note {
        /// The text.
        text: String,
    },
    /// A guest begins a command.
    Begin {
        /// The guest.
        guest: String,
        /// The command, in words.
        command: &'static str,
    },
    /// An operation of the host.
    Operation(OperationEntry),
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
    /// A command has ended.
    End {
        /// The guest.
        guest: String,
        /// The command, in words.
        command: &'static str,
        /// How, in words.
        outcome: String,
    },
}

/// An operation, with its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OperationEntry {
    /// Its number, from 1 on.
    pub number: usize,
    /// The guest's label.
    pub guest: String,
    /// Who asked.
    pub incarnation: Incarnation,
    /// The command that it is part of, in words.
    pub command: &'static str,
    /// The operation as data.
    pub operation: Value,
    /// The operation in words.
    pub words: String,
    /// The answer.
    #[serde(serialize_with = "outcome")]
    pub result: Result<Reply, Failure>,
    /// Whether the failure was made on purpose, so that the operation never reached the host.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub injected: bool,
}

impl OperationEntry {
    /// The answer in words, with the mark of a failure that was made on purpose.
    pub fn result_in_words(&self) -> String {
        let words = in_words(&self.result);
        if self.injected { format!("{words} (made on purpose)") } else { words }
    }
}

fn outcome<S: serde::Serializer>(result: &Result<Reply, Failure>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Outcome<'r> {
        Ok(&'r Reply),
        Error(&'r Failure),
    }
    match result {
        Ok(reply) => Outcome::Ok(reply).serialize(serializer),
        Err(failure) => Outcome::Error(failure).serialize(serializer),
    }
}
