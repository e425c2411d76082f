//! How much one run may do.

use crate::interrupt::Interrupt;
use std::fmt;
use std::time::{Duration, Instant};

/// How much one run may do.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Set by a signal.
    pub interrupt: Interrupt,
    /// When its time is up.
    pub deadline: Option<Instant>,
    /// How many schedules it may play.
    pub schedules: Option<u64>,
    /// How many bytes the process may have in memory.
    pub memory: Option<u64>,
}

/// Why a run ended before all of its units were played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// A signal came.
    Interrupted,
    /// The time was up.
    Time,
    /// It had played that many schedules.
    Schedules,
    /// It had grown that large.
    Memory,
}

impl Budget {
    /// From now on for so long, or until a signal.
    pub fn new(interrupt: &Interrupt, time: Option<Duration>, schedules: Option<u64>, memory: Option<u64>) -> Self {
        let deadline = time.and_then(|time| Instant::now().checked_add(time));
        Self { interrupt: interrupt.clone(), deadline, schedules, memory }
    }

    /// Why no further unit is begun, if none is.
    pub(super) fn over(&self, schedules: u64) -> Option<Ended> {
        if self.interrupt.is_set() {
            Some(Ended::Interrupted)
        } else if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            Some(Ended::Time)
        } else if self.schedules.is_some_and(|most| schedules >= most) {
            Some(Ended::Schedules)
        } else if self.memory.is_some_and(|most| resident().is_some_and(|bytes| bytes > most)) {
            Some(Ended::Memory)
        } else {
            None
        }
    }
}

/// How many bytes of this process are in memory (`proc_pid_statm(5)`).
fn resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    pages.checked_mul(rustix::param::page_size() as u64)
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupted => "interrupted",
            Self::Time => "the time was up (--budget-time)",
            Self::Schedules => "as many schedules were played as are allowed (--budget-schedules)",
            Self::Memory => "it takes more memory than it may (--budget-memory)",
        })
    }
}
