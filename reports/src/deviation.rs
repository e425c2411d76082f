//! Differences between a run and the baseline.

use ifrace_sim::campaign::Aspect;
use serde::Serialize;
use std::fmt;

/// One way in which a run differs from what the baseline expects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "deviation", rename_all = "kebab-case")]
pub enum Deviation {
    /// A violation that the baseline does not list.
    New {
        /// The subject.
        subject: String,
        /// What is violated.
        #[serde(serialize_with = "crate::json::aspect_id")]
        aspect: Aspect,
        /// In which way.
        class: String,
    },
    /// A violation that the baseline lists, and that no history showed.
    Gone {
        /// The subject.
        subject: String,
        /// What was expected to be violated.
        #[serde(serialize_with = "crate::json::aspect_id")]
        aspect: Aspect,
        /// In which way.
        class: String,
    },
    /// Something known to be bad was not caught.
    CanaryMissed {
        /// The known-bad thing.
        subject: String,
        /// What it breaks.
        #[serde(serialize_with = "crate::json::aspect_id")]
        aspect: Aspect,
    },
}

impl Deviation {
    /// Whether it belongs to a cell of the table of verdicts.
    pub(crate) fn concerns(&self, of: &str, what: Aspect) -> bool {
        match self {
            Self::New { subject, aspect, .. } | Self::Gone { subject, aspect, .. } => subject == of && *aspect == what,
            Self::CanaryMissed { .. } => false,
        }
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New { subject, aspect, class } => write!(f, "{subject}: {aspect} ({class}) is not in the baseline"),
            Self::Gone { subject, aspect, class } => {
                write!(f, "{subject}: {aspect} ({class}) is in the baseline, and no history showed it")
            }
            Self::CanaryMissed { subject, aspect } => {
                write!(f, "{subject} is known to break {aspect}, and was not caught")
            }
        }
    }
}
