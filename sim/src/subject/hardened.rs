//! The project's own allocators of names as subjects.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, HardenedAllocator, HardenedMutant, HardenedMutation, Keep, NamingAllocator};
use crate::history::Op;
use ifrace_allocator::names::Monotonic;
use ifrace_model::kernel::Rules;

/// One of the project's own allocators on a simulated host: that of agents, unless something else is asked for.
///
/// ```
/// use ifrace_sim::history::parse;
/// use ifrace_sim::subject::{Hardened, Subject};
///
/// let history = parse(br#"{"op":"generate","kind":"tap"}
///     {"op":"restart"}
///     {"op":"generate","kind":"tap"}"#).unwrap();
/// let last = |mut subject: Hardened| subject.play(&history).replies[2].to_json();
/// assert_eq!(last(Hardened::default()), r#"{"named":{"name":"vnet1"}}"#);
/// assert_eq!(last(Hardened::monotonic()), r#"{"named":{"name":"vnet0"}}"#);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Hardened {
    which: Which,
}

#[derive(Clone, Copy, Debug, Default)]
enum Which {
    #[default]
    Agent,
    Broken(HardenedMutation),
    Daemon,
}

impl Hardened {
    /// That of agents, broken on purpose.
    pub const fn broken(mutation: HardenedMutation) -> Self {
        Self { which: Which::Broken(mutation) }
    }

    /// The generator that a daemon of the rules `hardened` has in a simulated world. It remembers nothing over a restart.
    pub const fn monotonic() -> Self {
        Self { which: Which::Daemon }
    }
}

impl Subject for Hardened {
    fn id(&self) -> String {
        match self.which {
            Which::Agent => "builtin:hardened".to_owned(),
            Which::Broken(mutation) => format!("mutant:{}", mutation.id()),
            Which::Daemon => "builtin:monotonic".to_owned(),
        }
    }

    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn play(&mut self, history: &[Op]) -> Played {
        let mut allocator: Box<dyn Allocator> = match self.which {
            Which::Agent => Box::new(HardenedAllocator::default()),
            Which::Broken(mutation) => Box::new(HardenedMutant::new(mutation)),
            Which::Daemon => Box::new(NamingAllocator::new(Monotonic::new)),
        };
        play(&mut *allocator, Rules::Trust, Keep::Device, history)
    }
}
