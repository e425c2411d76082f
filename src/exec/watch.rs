//! Time and memory of a subject.

use super::{ExecLimits, Members};
use ifrace_sim::subject::Ending;
use std::time::{Duration, Instant};

/// How often memory and processes are looked at.
const INTERVAL: Duration = Duration::from_millis(50);

/// What is left of the time that a subject has.
#[derive(Debug)]
pub(super) struct Watch {
    limits: ExecLimits,
    /// When the subject has to have said something, and how long it was given.
    until: (Instant, Duration),
    history_until: Instant,
    looked: Instant,
    peak_mib: u64,
}

impl Watch {
    /// The subject was just started, and has to say hello.
    pub(super) fn new(limits: ExecLimits) -> Self {
        let now = Instant::now();
        let until = (now + limits.hello, limits.hello);
        // A history begins after the hello.
        Self { limits, until, history_until: until.0 + limits.history, looked: now, peak_mib: 0 }
    }

    /// A history begins.
    pub(super) fn begin_history(&mut self) {
        self.history_until = Instant::now() + self.limits.history;
    }

    /// The same history goes on as with another process.
    pub(super) fn go_on(&mut self, before: &Self) {
        self.history_until = before.history_until;
    }

    /// It is the subject's turn.
    pub(super) fn begin_turn(&mut self) {
        self.until = (Instant::now() + self.limits.deadline, self.limits.deadline);
    }

    /// How long may be waited until the next look.
    pub(super) fn time_left(&self) -> Duration {
        self.until.0.min(self.history_until).saturating_duration_since(Instant::now()).min(INTERVAL)
    }

    /// Holds the subject against its limits.
    pub(super) fn look(&mut self, members: &Members) -> Result<(), Ending> {
        let now = Instant::now();
        if now >= self.history_until {
            return Err(Ending::Slow { seconds: self.limits.history.as_secs() });
        }
        if now >= self.until.0 {
            return Err(Ending::Hung { seconds: self.until.1.as_secs() });
        }
        if now.duration_since(self.looked) < INTERVAL {
            return Ok(());
        }
        self.looked = now;
        let usage = members.usage(self.limits.processes);
        self.peak_mib = self.peak_mib.max(usage.resident_mib);
        if usage.resident_mib >= self.limits.memory_mib {
            return Err(Ending::OutOfMemory { limit_mib: self.limits.memory_mib });
        }
        if usage.processes > self.limits.processes {
            return Err(Ending::Flooded { how: format!("it has more than {} processes", self.limits.processes) });
        }
        Ok(())
    }

    /// What the end of the process means: the system itself ends by a signal whoever takes too much.
    pub(super) fn judge(&self, how: String, by_signal: bool) -> Ending {
        let limit_mib = self.limits.memory_mib;
        if by_signal && self.peak_mib >= limit_mib / 2 { Ending::OutOfMemory { limit_mib } } else { Ending::Crashed { how } }
    }
}
