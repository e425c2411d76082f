//! What passes between a worker and the process that started it.

use ifrace_sim::history::Reply;
use ifrace_sim::protocol;
use ifrace_sim::script::Answer;
use ifrace_sim::subject::Ending;
use serde::{Deserialize, Serialize};

/// The first line of a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hello {
    /// It is ready.
    Ready {
        /// The release of the kernel or the version of the library, if it tells.
        version: Option<String>,
        /// The kinds of devices that this kernel creates by `RTM_NEWLINK`.
        kinds: Vec<String>,
        /// Whether taps can be made.
        taps: bool,
    },
    /// It is ready with a program that has said hello.
    Subject {
        /// What the program says of itself.
        hello: protocol::Hello,
        /// Whether taps can be made.
        taps: bool,
    },
    /// Something is missing.
    Missing(Missing),
    /// The library or the program that was named is not what is needed.
    Unusable {
        /// What is wrong with it.
        why: String,
    },
}

/// Something that this machine lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// What is missing, and the error that showed it.
    pub what: String,
    /// What brings it: a Debian package, or something to do.
    pub remedy: String,
}

/// A request to a worker. Operations are lines of JSON, as in scripts and histories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Perform kernel operations in a fresh namespace.
    Script(Vec<String>),
    /// Go through a history in a fresh namespace.
    History(Vec<String>),
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// To [`Request::Script`].
    Answers(Vec<Answer>),
    /// To [`Request::History`].
    Played {
        /// One for each operation, as far as the run came.
        replies: Vec<Reply>,
        /// How it ended.
        ending: Ending,
    },
    /// The request could not be carried out.
    Failed(String),
}
