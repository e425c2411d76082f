//! The project's own allocator of names as a subject.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, HardenedAllocator, HardenedMutant, HardenedMutation, Keep};
use crate::history::Op;
use ifrace_model::kernel::Rules;

/// The project's own allocator on a simulated host.
///
/// ```
/// use ifrace_sim::history::parse;
/// use ifrace_sim::subject::{Hardened, Subject};
///
/// let history = parse(br#"{"op":"generate","kind":"tap"}
///     {"op":"restart"}
///     {"op":"generate","kind":"tap"}"#).unwrap();
/// let replies = Hardened::default().play(&history).replies;
/// assert_eq!(replies[2].to_json(), r#"{"named":{"name":"vnet1"}}"#);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Hardened {
    mutation: Option<HardenedMutation>,
}

impl Hardened {
    /// The same, broken on purpose.
    pub const fn broken(mutation: HardenedMutation) -> Self {
        Self { mutation: Some(mutation) }
    }
}

impl Subject for Hardened {
    fn id(&self) -> String {
        self.mutation.map_or("builtin:hardened".to_owned(), |mutation| format!("mutant:{}", mutation.id()))
    }

    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn play(&mut self, history: &[Op]) -> Played {
        let mut allocator: Box<dyn Allocator> = match self.mutation {
            None => Box::new(HardenedAllocator::default()),
            Some(mutation) => Box::new(HardenedMutant::new(mutation)),
        };
        play(&mut *allocator, Rules::Trust, Keep::Device, history)
    }
}
