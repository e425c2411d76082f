//! Allocators that are broken on purpose: a checker that does not catch them could not catch anything.

use super::{Abilities, Allocator, DeviceNames, Given, Kernel, KernelResult, PolicyAllocator};
use crate::history::Reply;
use ifrace_model::Errno;
use ifrace_model::invariant::Invariant;
use ifrace_model::kernel::{Operation, Via};
use ifrace_model::policy::{DeviceKind, Era};

/// What is broken in an allocator that is otherwise that of libvirt 9.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// It does not look whether a name is in use.
    Blind,
    /// It writes a zero before every id.
    Padded,
    /// It forgets its counters before every request.
    Amnesic,
    /// It does not take notice of reservations.
    Deaf,
    /// It gives up at the first name in use.
    Impatient,
    /// It does not look whether a name that was asked for exists.
    Unchecked,
}

impl Mutation {
    /// Every mutation.
    pub const ALL: [Self; 6] = [Self::Blind, Self::Padded, Self::Amnesic, Self::Deaf, Self::Impatient, Self::Unchecked];

    /// The id that reports use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Blind => "blind",
            Self::Padded => "padded",
            Self::Amnesic => "amnesic",
            Self::Deaf => "deaf",
            Self::Impatient => "impatient",
            Self::Unchecked => "unchecked",
        }
    }

    /// The invariant that must be found violated.
    pub const fn breaks(self) -> Invariant {
        match self {
            Self::Blind => Invariant::UniqueName,
            Self::Padded => Invariant::WellFormed,
            Self::Amnesic => Invariant::Monotonic,
            Self::Deaf => Invariant::ReservationRespected,
            Self::Impatient => Invariant::Progress,
            Self::Unchecked => Invariant::NoAdoption,
        }
    }
}

/// An allocator with a mutation.
#[derive(Clone, Debug)]
pub struct MutantAllocator {
    mutation: Mutation,
    sound: PolicyAllocator,
}

impl MutantAllocator {
    /// The allocator in a process that has just started.
    pub fn new(mutation: Mutation) -> Self {
        let era = if mutation == Mutation::Unchecked { Era::Unified70 } else { Era::Unified90 };
        Self::of(mutation, era)
    }

    /// The policy of this era with a mutation, in a process that has just started.
    pub fn of(mutation: Mutation, era: Era) -> Self {
        Self { mutation, sound: PolicyAllocator::new(era) }
    }
}

impl Allocator for MutantAllocator {
    fn abilities(&self) -> Abilities {
        self.sound.abilities()
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given {
        let mut veiled = Veiled { kernel, blind: self.mutation == Mutation::Blind, found: false };
        if self.mutation == Mutation::Amnesic {
            self.sound.restart();
        }
        let given = self.sound.generate(&mut veiled, kind, wanted, probes_fail);
        match (self.mutation, given) {
            (Mutation::Impatient, Given::Name(_)) if veiled.found => Given::Refused("the first name is in use".to_owned()),
            (Mutation::Padded, Given::Name(name)) => Given::Name(padded(&name)),
            (_, given) => given,
        }
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        if self.mutation == Mutation::Deaf { Reply::Done } else { self.sound.reserve(name) }
    }

    fn release(&mut self, name: &[u8]) -> Reply {
        self.sound.release(name)
    }

    fn restart(&mut self) -> Reply {
        self.sound.restart()
    }
}

/// A host on which names are seen only if the allocator looks.
struct Veiled<'a> {
    kernel: &'a mut dyn Kernel,
    blind: bool,
    found: bool,
}

impl Kernel for Veiled<'_> {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        let is_probe = matches!(operation, Operation::Lookup { via: Via::Ioctl, .. });
        if is_probe && self.blind {
            return Err(Errno::ENODEV.number());
        }
        let result = self.kernel.perform(operation);
        self.found |= is_probe && result.is_ok();
        result
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        self.kernel.names_by_device()
    }
}

fn padded(name: &[u8]) -> Vec<u8> {
    let at = name.iter().position(u8::is_ascii_digit).unwrap_or(name.len());
    [&name[..at], b"0", &name[at..]].concat()
}
