//! Differences between a run and what is expected.

use crate::{Documents, WrongDocument};
use ifrace_sim::campaign::Aspect;
use ifrace_sim::world::violated::Violated;
use serde::Serialize;
use std::fmt;

/// One way in which a run differs from what the baseline expects, or a scenario.
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
    /// A generated document of which something does not hold under the rules of a release.
    Document {
        /// The rules.
        rules: String,
        /// Its number in the stream of the seed.
        case: u64,
        /// What does not hold.
        why: String,
    },
    /// A violation that a scenario claims never to happen.
    RaceNew {
        /// The scenario.
        scenario: String,
        /// The era.
        era: String,
        /// What is violated.
        #[serde(serialize_with = "crate::races::violated_id")]
        violated: Violated,
        /// The steps of a shortest run to it; `None` if only random schedules showed it.
        depth: Option<u32>,
        /// Whose step hit what of whom.
        cause: Option<String>,
        /// The command that shows it.
        reproduce: String,
    },
    /// A violation that a scenario claims to happen, and that was not found.
    RaceMissed {
        /// The scenario.
        scenario: String,
        /// The era.
        era: String,
        /// What is claimed to be violated.
        #[serde(serialize_with = "crate::races::violated_id")]
        violated: Violated,
        /// How far it was searched.
        searched: String,
    },
}

impl Deviation {
    /// Whether it is one from the claims of a scenario.
    pub const fn is_of_race(&self) -> bool {
        matches!(self, Self::RaceNew { .. } | Self::RaceMissed { .. })
    }

    /// That of generated documents, if there is one.
    pub fn of_documents(documents: &Documents) -> Option<Self> {
        let WrongDocument { rules, case, why, .. } = documents.wrong.as_ref()?;
        Some(Self::Document { rules: (*rules).to_owned(), case: *case, why: why.clone() })
    }

    /// Whether it is of a document.
    pub const fn is_of_document(&self) -> bool {
        matches!(self, Self::Document { .. })
    }

    /// Whether it belongs to a cell of the table of verdicts.
    pub(crate) fn concerns(&self, of: &str, what: Aspect) -> bool {
        match self {
            Self::New { subject, aspect, .. } | Self::Gone { subject, aspect, .. } => subject == of && *aspect == what,
            Self::CanaryMissed { .. } | Self::Document { .. } | Self::RaceNew { .. } | Self::RaceMissed { .. } => false,
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
            Self::Document { rules, case, why } => write!(f, "document {case} under the rules of {rules}: {why}"),
            Self::RaceNew { scenario, era, violated, depth, cause, .. } => {
                let after = depth.map(|depth| format!(" after {depth} steps")).unwrap_or_default();
                let cause = cause.as_ref().map(|cause| format!(": {cause}")).unwrap_or_default();
                write!(f, "{scenario} under {era}: {violated} is violated{after}, and is claimed never to be{cause}")
            }
            Self::RaceMissed { scenario, era, violated, searched } => {
                write!(f, "{scenario} under {era}: {violated} is claimed to be violated, and is not in {searched}")
            }
        }
    }
}
