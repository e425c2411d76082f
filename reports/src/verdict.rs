//! Verdicts, as plain data.

use ifrace_sim::campaign::Aspect;
use serde::Serialize;

/// What is known about one aspect of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub enum Verdict {
    /// No history broke it.
    Holds {
        /// How many histories were tried.
        cases: u64,
    },
    /// Some history broke it.
    Violated {
        /// In which ways, sorted.
        classes: Vec<String>,
    },
    /// It was tried, and nothing can be said.
    Unknown {
        /// Why.
        why: String,
    },
    /// It was not tried.
    #[serde(rename = "not run")]
    NotRun {
        /// Why.
        why: String,
    },
}

impl Verdict {
    /// Violated in these ways, in any order.
    pub fn violated(mut classes: Vec<String>) -> Self {
        classes.sort();
        classes.dedup();
        Self::Violated { classes }
    }

    /// The verdict as reports spell it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Holds { .. } => "holds",
            Self::Violated { .. } => "violated",
            Self::Unknown { .. } => "unknown",
            Self::NotRun { .. } => "not run",
        }
    }

    /// The ways in which it is violated; `None` if nothing was judged.
    pub fn classes(&self) -> Option<&[String]> {
        match self {
            Self::Holds { .. } => Some(&[]),
            Self::Violated { classes } => Some(classes),
            Self::Unknown { .. } | Self::NotRun { .. } => None,
        }
    }
}

/// The verdicts on one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id of the subject.
    pub subject: String,
    /// Its version, if it has one and tells it.
    pub version: Option<String>,
    /// One verdict for each aspect; an aspect that is absent was not run.
    pub cells: Vec<(Aspect, Verdict)>,
}

impl Row {
    /// The verdict on an aspect.
    pub fn verdict(&self, aspect: Aspect) -> Option<&Verdict> {
        self.cells.iter().find(|(of, _)| *of == aspect).map(|(_, verdict)| verdict)
    }
}

/// Something known to be bad: a bench that does not catch it proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Canary {
    /// What it breaks.
    #[serde(serialize_with = "crate::json::aspect_id")]
    pub aspect: Aspect,
    /// The known-bad thing.
    pub subject: String,
    /// Whether it was caught.
    pub caught: bool,
    /// Why it could not be tried.
    pub not_run: Option<String>,
}

impl Canary {
    /// Whether it was tried, and not caught.
    pub const fn missed(&self) -> bool {
        !self.caught && self.not_run.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_sorted_and_unique() {
        let verdict = Verdict::violated(vec!["cut".into(), "crash".into(), "cut".into()]);
        assert_eq!(verdict.classes().unwrap(), ["crash", "cut"]);
    }

    #[test]
    fn json_and_text_use_the_same_words() {
        let why = String::new;
        let all = [
            Verdict::Holds { cases: 1 },
            Verdict::Violated { classes: vec![] },
            Verdict::Unknown { why: why() },
            Verdict::NotRun { why: why() },
        ];
        for verdict in all {
            assert_eq!(serde_json::to_value(&verdict).unwrap()["verdict"], verdict.word());
        }
    }
}
