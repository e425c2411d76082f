//! Watching the searches of a gate.

use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ifrace_sim::campaign::{Aspect, Finding, Observer};

/// Counts the cases of a search, and ends it at a signal.
pub(super) struct Watcher<'a> {
    pub(super) interrupt: &'a Interrupt,
    pub(super) progress: &'a Progress,
}

impl Observer for Watcher<'_> {
    fn stop(&self) -> bool {
        self.interrupt.is_set()
    }

    fn case_done(&self, _case: u64) {
        self.progress.advance(1);
    }
}

/// Ends a search, without shrinking, as soon as one aspect has failed.
pub(super) struct FirstOf<'a> {
    pub(super) interrupt: &'a Interrupt,
    pub(super) aspect: Aspect,
    pub(super) found: Interrupt,
}

impl Observer for FirstOf<'_> {
    fn stop(&self) -> bool {
        self.interrupt.is_set() || self.found.is_set()
    }

    fn enough(&self) -> bool {
        self.found.is_set()
    }

    fn found(&self, found: &Finding) {
        if found.aspect == self.aspect {
            self.found.set();
        }
    }
}
