//! Until when a search goes on.

use crate::interrupt::Interrupt;
use std::time::{Duration, Instant};

/// Why a search was ended from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// A signal came.
    Interrupted,
    /// The time was up.
    Time,
}

/// Until when a search goes on: a signal, or a point in time.
#[derive(Clone, Debug)]
pub struct Until {
    interrupt: Interrupt,
    deadline: Option<Instant>,
}

impl Until {
    /// From now on for so long, or until a signal.
    pub fn new(interrupt: &Interrupt, time: Option<Duration>) -> Self {
        Self { interrupt: interrupt.clone(), deadline: time.and_then(|time| Instant::now().checked_add(time)) }
    }

    /// Why it is over, if it is.
    pub fn over(&self) -> Option<Over> {
        if self.interrupt.is_set() {
            Some(Over::Interrupted)
        } else {
            self.deadline.filter(|deadline| Instant::now() >= *deadline).map(|_| Over::Time)
        }
    }
}

impl Over {
    /// The reason, for a report.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Interrupted => "interrupted",
            Self::Time => "the time was up (--budget-time)",
        }
    }
}
