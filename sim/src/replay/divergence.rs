//! Where a run goes another way than the trace.

use std::fmt;

/// Where a run goes another way than the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The number of the line, from 1 on.
    pub line: usize,
    /// The number of the step, from 0 on, as the trace counts.
    pub step: usize,
    /// What the trace says, in words.
    pub wanted: String,
    /// What is different.
    pub difference: Difference,
    /// Who could have moved instead.
    pub enabled: Vec<Able>,
}

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// There is nobody of that name, or who is meant cannot move.
    CannotMove,
    /// Who is meant would do something else.
    OtherOperation {
        /// What, in words.
        does: String,
    },
    /// It does what the trace says, and gets another answer, or the command ends otherwise.
    OtherAnswer {
        /// Which, in words.
        gets: String,
    },
    /// All that happens is the same, and something else is violated or reached.
    OtherViolations {
        /// What is violated, in words.
        shows: String,
    },
}

/// Somebody who can move, and what they would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Able {
    /// Who.
    pub who: String,
    /// What, in words.
    pub does: String,
}

/// One line: the place, what was wanted, what is instead, and who can move.
impl fmt::Display for Divergence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, step, wanted, .. } = self;
        write!(f, "line {line}, step {step}: the trace says '{wanted}', ")?;
        match &self.difference {
            Difference::CannotMove => write!(f, "but that one cannot move; ")?,
            Difference::OtherOperation { does } => write!(f, "but what comes is '{does}'; ")?,
            Difference::OtherAnswer { gets } => write!(f, "but the answer differs: '{gets}'; ")?,
            Difference::OtherViolations { shows } => return write!(f, "but what shows is {shows}"),
        }
        if self.enabled.is_empty() {
            return write!(f, "nobody can move");
        }
        let able: Vec<String> = self.enabled.iter().map(|one| format!("{} ({})", one.who, one.does)).collect();
        write!(f, "these can move: {}", able.join(", "))
    }
}

impl std::error::Error for Divergence {}
