//! The naming policy of an era as a subject.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Keep, PolicyAllocator};
use crate::history::Op;
use ifrace_model::kernel::Rules;
use ifrace_model::policy::Era;

/// An era's policy on a simulated host.
#[derive(Clone, Debug)]
pub struct Builtin {
    era: Era,
    keep: Keep,
}

impl Builtin {
    /// The policy of this era, on a current kernel, with a device for every name that it hands out.
    pub fn new(era: Era) -> Self {
        Self { era, keep: Keep::Device }
    }

    /// The policy alone: names are only occupied, no devices created for them. This is what a library that generates names does.
    #[must_use]
    pub fn names_only(self) -> Self {
        Self { keep: Keep::Altname, ..self }
    }
}

impl Subject for Builtin {
    fn id(&self) -> String {
        format!("builtin:{}", self.era)
    }

    fn abilities(&self) -> Abilities {
        let creates = self.keep == Keep::Device;
        Abilities { creates, ..PolicyAllocator::new(self.era).abilities() }
    }

    fn play(&mut self, history: &[Op]) -> Played {
        play(&mut PolicyAllocator::new(self.era), Rules::Trust, self.keep, history)
    }
}
