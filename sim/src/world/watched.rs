//! A generator of names that notes whether it was asked.

use crate::release::{DaemonCall, DaemonNames};
use ifrace_allocator::IfName;
use ifrace_allocator::names::{NamedKind, Naming, NamingAnswer, NamingStep};

/// The names of a daemon. What a guest does without them depends on the guest alone.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    pub(super) names: DaemonNames,
    pub(super) asked: bool,
}

impl Watched {
    pub(super) fn new(names: &DaemonNames) -> Self {
        Self { names: names.clone(), asked: false }
    }
}

impl Naming for Watched {
    type Call = DaemonCall;

    fn begin(&mut self, kind: NamedKind, wanted: Option<IfName>) -> DaemonCall {
        self.asked = true;
        self.names.begin(kind, wanted)
    }

    fn step(&mut self, call: &mut DaemonCall, answer: Option<NamingAnswer>) -> NamingStep {
        self.asked = true;
        self.names.step(call, answer)
    }

    fn reserve(&mut self, name: IfName) {
        self.asked = true;
        self.names.reserve(name);
    }

    fn release(&mut self, name: IfName) {
        self.asked = true;
        self.names.release(name);
    }
}
