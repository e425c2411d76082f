//! The project's own allocator, broken on purpose.

use super::{Abilities, Allocator, DeviceNames, Given, HardenedAllocator, Kernel, KernelResult};
use crate::history::Reply;
use ifrace_model::Errno;
use ifrace_model::invariant::Invariant;
use ifrace_model::kernel::Operation;
use ifrace_model::policy::DeviceKind;

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HardenedMutation {
    /// It does not create devices exclusively.
    Sharing,
    /// Its counters begin again at a restart.
    Forgetful,
    /// It does not take notice of reservations.
    Deaf,
    /// It gives up at the first name that is taken.
    Impatient,
}

impl HardenedMutation {
    /// Every mutation.
    pub const ALL: [Self; 4] = [Self::Sharing, Self::Forgetful, Self::Deaf, Self::Impatient];

    /// The id that reports use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sharing => "hardened-sharing",
            Self::Forgetful => "hardened-forgetful",
            Self::Deaf => "hardened-deaf",
            Self::Impatient => "hardened-impatient",
        }
    }

    /// The invariant that must be found violated.
    pub const fn breaks(self) -> Invariant {
        match self {
            Self::Sharing => Invariant::NoAdoption,
            Self::Forgetful => Invariant::Monotonic,
            Self::Deaf => Invariant::ReservationRespected,
            Self::Impatient => Invariant::Progress,
        }
    }
}

/// The hardened allocator with a mutation.
#[derive(Debug)]
pub struct HardenedMutant {
    mutation: HardenedMutation,
    sound: HardenedAllocator,
}

impl HardenedMutant {
    /// The allocator in a process that has just started, with nothing to remember.
    pub fn new(mutation: HardenedMutation) -> Self {
        Self { mutation, sound: HardenedAllocator::default() }
    }
}

impl Allocator for HardenedMutant {
    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given {
        self.sound.generate(&mut Distorted { kernel, mutation: self.mutation }, kind, wanted, probes_fail)
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        if self.mutation == HardenedMutation::Deaf { Reply::Done } else { self.sound.reserve(name) }
    }

    fn release(&mut self, name: &[u8]) -> Reply {
        self.sound.release(name)
    }

    fn restart(&mut self) -> Reply {
        if self.mutation == HardenedMutation::Forgetful {
            self.sound = HardenedAllocator::default();
        }
        self.sound.restart()
    }
}

/// A host that gets other requests than the allocator makes, or gives it other answers.
struct Distorted<'a> {
    kernel: &'a mut dyn Kernel,
    mutation: HardenedMutation,
}

impl Kernel for Distorted<'_> {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        let mut operation = operation.clone();
        match &mut operation {
            Operation::Tun(request) if self.mutation == HardenedMutation::Sharing => request.excl = false,
            _ => {}
        }
        let taken = [Errno::EEXIST, Errno::EBUSY].map(Errno::number);
        match self.kernel.perform(&operation) {
            Err(number) if self.mutation == HardenedMutation::Impatient && taken.contains(&number) => Err(Errno::EPERM.number()),
            result => result,
        }
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        self.kernel.names_by_device()
    }
}
