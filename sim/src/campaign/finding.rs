//! What a campaign finds.

use crate::history::{Op, Reply};
use ifrace_model::invariant::Invariant;
use std::fmt;

/// What was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether an invariant holds.
    Invariant(Invariant),
    /// Whether the subject answers as its model does.
    Model,
}

impl Aspect {
    /// Every aspect, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        Invariant::ALL.into_iter().map(Self::Invariant).chain([Self::Model])
    }

    /// The id that reports and baselines use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Invariant(invariant) => invariant.id(),
            Self::Model => "agrees-with-model",
        }
    }

    /// The aspect with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|aspect| aspect.id() == id)
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A history that breaks an invariant, or on which subject and model disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was judged.
    pub aspect: Aspect,
    /// In which way it failed; findings of one class have one cause, as far as can be told.
    pub class: String,
    /// The case of the campaign that found it.
    pub case: u64,
    /// The history, shrunk.
    pub history: Vec<Op>,
    /// What the subject replied.
    pub replies: Vec<Reply>,
    /// What the model replied.
    pub model: Vec<Reply>,
    /// The position of the operation that fails.
    pub at: usize,
    /// What happened, in one sentence.
    pub text: String,
}

impl Finding {
    /// Aspect and class: what a baseline knows the finding by.
    pub fn fingerprint(&self) -> (Aspect, &str) {
        (self.aspect, &self.class)
    }
}
