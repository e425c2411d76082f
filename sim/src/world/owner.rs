//! Who owns what, in 16 bits.

use ifrace_allocator::host::Incarnation;

/// One start of a guest; nobody; or somebody who is no guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Owner(u16);

/// The most guests of a world.
pub const GUESTS_MAX: usize = 8;

/// The most starts of one guest in a run.
pub const STARTS_MAX: u16 = 2000;

const START_BITS: u32 = 11;

impl Owner {
    /// Nobody.
    pub const NOBODY: Self = Self(0);
    /// Somebody who is no guest.
    pub const FOREIGN: Self = Self(u16::MAX);
    /// Somebody who is gone for good, such as the guests of a host that crashed.
    pub const GONE: Self = Self(u16::MAX - 1);

    /// A start of a guest: the guest is below [`GUESTS_MAX`], the start from 1 to [`STARTS_MAX`].
    pub const fn new(guest: u8, start: u16) -> Self {
        Self(((guest as u16) << START_BITS) | start)
    }

    /// The guest; `None` for nobody and for who is no guest.
    pub const fn guest(self) -> Option<u8> {
        if self.0 == 0 || self.0 >= Self::GONE.0 { None } else { Some((self.0 >> START_BITS) as u8) }
    }

    /// Which start of the guest it is; 0 for nobody.
    pub const fn start(self) -> u16 {
        self.0 & ((1 << START_BITS) - 1)
    }

    /// Whether there is an owner.
    pub const fn is_some(self) -> bool {
        self.0 != 0
    }

    /// The start of a guest, as the allocator has it.
    pub fn incarnation(self) -> Option<Incarnation> {
        self.guest().map(|guest| Incarnation::new(guest.into(), self.start().into()))
    }
}
