//! Why a campaign ended early.

use std::fmt;

/// Why a campaign ended before its last case; of several reasons, the one that comes last here counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CutShort {
    /// Whoever watches it ended it.
    Interrupted,
    /// Each hang takes its whole deadline, and there were so many.
    Hangs(u64),
    /// A history could not be played: a failure of the bench, not of the subject.
    Failed(String),
}

impl CutShort {
    /// Whether the bench failed.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

impl fmt::Display for CutShort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => f.write_str("interrupted"),
            Self::Hangs(1) => f.write_str("it hung"),
            Self::Hangs(times) => write!(f, "it hung {times} times"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}
