//! What happened to an allocator and to the host around it, as far as invariants speak about it.

use crate::policy::DeviceKind;
use crate::{NAME_MAX, Template};
use std::collections::BTreeSet;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something else than the allocator took a name, as a device's or as an alternative one.
    Occupied {
        /// The name.
        name: Vec<u8>,
    },
    /// Nothing answers to the name any more.
    Freed {
        /// The name.
        name: Vec<u8>,
    },
    /// The allocator was told that a running guest's device bears this name.
    Reserved {
        /// The name.
        name: Vec<u8>,
    },
    /// The allocator's process was restarted.
    Restarted,
    /// The allocator was asked for a name.
    Called(Call),
}

/// One request to an allocator, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The kind of the device.
    pub kind: DeviceKind,
    /// No name, a template or a literal name.
    pub wanted: Option<Vec<u8>>,
    /// Whether the device stays; otherwise it is gone, with its name, before the next event.
    pub keep: bool,
    /// Whether every probe of the host was made to fail meanwhile.
    pub probes_fail: bool,
    /// How it ended.
    pub end: End,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// With this name.
    Named {
        /// The name.
        name: Vec<u8>,
        /// Whether the device was there before and belonged to something else.
        adopted: bool,
    },
    /// The name that was asked for was left as it is.
    Literal {
        /// Whether the device that the allocator then used was there before.
        adopted: bool,
    },
    /// With a refusal.
    Refused,
    /// Not within the bound of host operations.
    Endless,
    /// The allocator has no devices of this kind.
    Unsupported,
}

/// The names that some device answers to, as far as a history tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Live {
    names: BTreeSet<Vec<u8>>,
}

impl Live {
    /// Takes an event into account.
    pub(crate) fn note(&mut self, event: &Event) {
        match event {
            Event::Occupied { name } => drop(self.names.insert(name.clone())),
            Event::Freed { name } => drop(self.names.remove(name)),
            Event::Called(Call { keep: true, end: End::Named { name, .. }, .. }) => drop(self.names.insert(name.clone())),
            Event::Called(Call { keep: true, end: End::Literal { .. }, wanted: Some(name), .. }) => {
                self.names.insert(name.clone());
            }
            _ => {}
        }
    }

    pub(crate) fn contains(&self, name: &[u8]) -> bool {
        self.names.contains(name)
    }

    /// How many names some template gives, of those that are short enough for a device.
    pub(crate) fn expansions(&self, template: &Template<'_>) -> usize {
        self.names.iter().filter(|name| name.len() <= NAME_MAX && template.id_of(name).is_some()).count()
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}
