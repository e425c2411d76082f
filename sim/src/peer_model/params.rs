//! What a peer-model is made of.

/// How a guest chooses the name of its device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The lowest name that no device has.
    LowestFree,
    /// The first name that no device has, counted from the one after the last chosen and going round.
    Monotonic,
}

/// What a search need not tell apart. Without any it sees every state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reduction {
    /// Which guest is in which situation: all guests do the same.
    pub guests: bool,
    /// How the names are called, under [`Policy::Monotonic`]: only their distance from the next one matters, and nothing about
    /// them if there are enough that none is ever chosen twice. Under [`Policy::LowestFree`] it changes nothing.
    pub names: bool,
}

/// The parameters of a peer-model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Params {
    pub(super) guests: u32,
    pub(super) names: u32,
    pub(super) cycles: u32,
    pub(super) policy: Policy,
    pub(super) reduction: Reduction,
}

/// Why there is no such peer-model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParamsError {
    /// The number of guests.
    #[error("{0} guests: give a number from 1 to 8")]
    Guests(u32),
    /// The number of names.
    #[error("{names} names for {guests} guests: give a number from {guests}, so that each has one, to 64")]
    Names {
        /// The names asked for.
        names: u32,
        /// The guests that need one each.
        guests: u32,
    },
    /// The number of cycles.
    #[error("{0} cycles: give a number from 1 to 15")]
    Cycles(u32),
    /// A state is too large for the word that was chosen for it.
    #[error("a state takes {needed} bits, and the word has {bits}: take a wider word, or fewer guests, names or cycles")]
    Bits {
        /// The bits of a state.
        needed: u32,
        /// The bits of the word.
        bits: u32,
    },
}

impl Params {
    /// So many guests that live so many lives each, and so many names. Nothing is reduced.
    pub fn new(guests: u32, names: u32, cycles: u32, policy: Policy) -> Result<Self, ParamsError> {
        if !(1..=8).contains(&guests) {
            return Err(ParamsError::Guests(guests));
        }
        if !(guests..=64).contains(&names) {
            return Err(ParamsError::Names { names, guests });
        }
        if !(1..=15).contains(&cycles) {
            return Err(ParamsError::Cycles(cycles));
        }
        Ok(Self { guests, names, cycles, policy, reduction: Reduction::default() })
    }

    /// The same with a reduction.
    #[must_use]
    pub const fn reduced(self, reduction: Reduction) -> Self {
        Self { reduction, ..self }
    }

    /// The bits of a state, by which a [`Word`](super::Word) can be chosen.
    pub const fn bits(&self) -> u32 {
        let next = if self.counts_names() { self.name_bits() } else { 0 };
        self.guests * self.field_bits() + next
    }

    /// Whether names are told apart at all: not if none is ever chosen twice and that is a reduction.
    pub(super) const fn has_names(&self) -> bool {
        let ever_again = self.names < self.guests * self.cycles;
        let monotonic = matches!(self.policy, Policy::Monotonic);
        ever_again || !(monotonic && self.reduction.names)
    }

    /// Whether the next name is a part of the state.
    pub(super) const fn counts_names(&self) -> bool {
        matches!(self.policy, Policy::Monotonic) && self.has_names()
    }

    /// The bits of a name. The lowest free one is always less than the number of guests.
    pub(super) const fn name_bits(&self) -> u32 {
        let names = match self.policy {
            Policy::LowestFree => self.guests,
            Policy::Monotonic => self.names,
        };
        if self.has_names() { u32::BITS - (names - 1).leading_zeros() } else { 0 }
    }

    /// The bits of the number of steps that a guest has taken.
    pub(super) const fn clock_bits(&self) -> u32 {
        u32::BITS - (super::layout::BORN + 8 * self.cycles).leading_zeros()
    }

    /// The bits of a guest.
    pub(super) const fn field_bits(&self) -> u32 {
        let tables = if self.has_names() { 3 } else { 0 };
        self.name_bits() + self.clock_bits() + tables
    }
}
