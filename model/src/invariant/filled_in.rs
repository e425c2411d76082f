//! Templates that the kernel has filled in for somebody else.

use crate::Template;
use crate::history::Event;
use std::collections::BTreeMap;

/// How often a name was taken that reads like a template. If a device was to bear it, the kernel has put a number into it: one of the
/// names of the template is taken, and the history does not tell which. Only an alternative name stays as it reads.
#[derive(Default)]
pub(super) struct FilledIn {
    times: BTreeMap<Vec<u8>, usize>,
}

impl FilledIn {
    /// Takes an event into account.
    pub(super) fn note(&mut self, event: &Event) {
        if let Event::Occupied { name } = event
            && Template::parse(name).is_ok()
        {
            *self.times.entry(name.clone()).or_default() += 1;
        }
    }

    /// How many names of this template may be taken without a trace.
    pub(super) fn times(&self, template: &[u8]) -> usize {
        self.times.get(template).copied().unwrap_or_default()
    }
}
