//! What a run of a history gave.

use crate::history::Reply;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The replies, one for each operation that was performed, and how the run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// One reply for each operation, as far as the run came.
    pub replies: Vec<Reply>,
    /// How it ended.
    pub ending: Ending,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Every operation was performed.
    Complete,
    /// The allocator's process ended before it had replied.
    Crashed {
        /// How it ended, for example `signal 11 (SIGSEGV)`, and its last words.
        how: String,
    },
    /// The allocator did not reply in time, and was killed.
    Hung {
        /// The time that it was given, in seconds.
        seconds: u64,
    },
    /// The allocator replied, but so slowly that the history did not end in time, and was killed.
    Slow {
        /// The time that the whole history was given, in seconds.
        seconds: u64,
    },
    /// The allocator wanted more memory than it may have.
    OutOfMemory {
        /// The limit in MiB.
        limit_mib: u64,
    },
    /// The allocator wrote more than it may, or started too many processes, and was killed.
    Flooded {
        /// What was too much.
        how: String,
    },
    /// The allocator said what the protocol does not allow, and was killed.
    BrokeProtocol {
        /// What it said.
        how: String,
    },
    /// The allocator closed its standard input or output in the middle of a history, and was killed.
    Closed {
        /// Which of them, and its last words.
        how: String,
    },
    /// The allocator asked the host without an end within one request, and was killed.
    Endless {
        /// How many questions it may ask.
        questions: u32,
    },
    /// The bench itself could not go on; this says nothing about the allocator.
    Failed {
        /// Why.
        why: String,
    },
}

impl Ending {
    /// A short id for an ending that is a defect of the allocator.
    pub fn defect(&self) -> Option<&'static str> {
        match self {
            Self::Complete | Self::Failed { .. } => None,
            Self::Crashed { .. } => Some("crash"),
            Self::Hung { .. } => Some("hang"),
            Self::Slow { .. } => Some("slow"),
            Self::OutOfMemory { .. } => Some("out-of-memory"),
            Self::Flooded { .. } => Some("flood"),
            Self::BrokeProtocol { .. } => Some("protocol"),
            Self::Closed { .. } => Some("closed"),
            Self::Endless { .. } => Some("endless"),
        }
    }

    /// Whether all of a time limit was spent.
    pub fn took_its_deadline(&self) -> bool {
        matches!(self, Self::Hung { .. } | Self::Slow { .. })
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Complete => f.write_str("completed"),
            Self::Crashed { how } => write!(f, "the allocator's process ended: {how}"),
            Self::Hung { seconds } => write!(f, "the allocator did not reply within {seconds} s and was killed"),
            Self::Slow { seconds } => {
                write!(f, "the allocator did not come to the end of the history within {seconds} s and was killed")
            }
            Self::OutOfMemory { limit_mib } => write!(f, "the allocator wanted more than {limit_mib} MiB of memory"),
            Self::Flooded { how } => write!(f, "the allocator was killed: {how}"),
            Self::BrokeProtocol { how } => write!(f, "the allocator broke the protocol: {how}"),
            Self::Closed { how } => write!(f, "the allocator's process lives, but {how}"),
            Self::Endless { questions } => {
                write!(f, "the allocator asked the host more than {questions} times within one request")
            }
            Self::Failed { why } => write!(f, "the run could not go on: {why}"),
        }
    }
}

impl Played {
    /// A run that came to its end.
    pub fn complete(replies: Vec<Reply>) -> Self {
        Self { replies, ending: Ending::Complete }
    }
}
