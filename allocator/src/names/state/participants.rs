//! Who uses the state: which leases belong to a process that is gone.

use super::{Layout, Locked, Words};
use crate::names::StateError;

/// One use of a state, from its opening to its end. No other one is equal to it, also not one that has the same number later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Participant {
    number: u32,
    incarnation: u32,
}

impl Participant {
    /// Nobody: numbers of incarnations begin with 1.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(super) const NOBODY: Self = Self { number: 0, incarnation: 0 };

    /// One that is none of those that are there.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(super) const STRANGER: Self = Self { number: u32::MAX, incarnation: 0 };

    /// The bits of its number, of which a state has at most 1024, and of its incarnation.
    pub(super) const BITS: u32 = 12 + Self::INCARNATION_BITS;
    const INCARNATION_BITS: u32 = 28;
    /// After this one they begin again with 1.
    const LAST_INCARNATION: u32 = (1 << Self::INCARNATION_BITS) - 1;

    pub(super) const fn from_number(number: u64) -> Self {
        let incarnation = number as u32 & Self::LAST_INCARNATION;
        Self { number: (number >> Self::INCARNATION_BITS) as u32, incarnation }
    }

    /// Whether there is a place for its number.
    pub(super) const fn is_within(self, layout: Layout) -> bool {
        (self.number as usize) < layout.participants
    }

    pub(super) fn to_number(self) -> u64 {
        u64::from(self.number) << Self::INCARNATION_BITS | u64::from(self.incarnation)
    }
}

impl Locked<'_> {
    /// Becomes a participant. In the memory of one process the one before is taken to be gone: it was the same process.
    pub(crate) fn join(&self) -> Result<Participant, StateError> {
        let count = self.memory.layout.participants as u32;
        for number in 0..count {
            if self.claim(number)? {
                let word = self.memory.layout.participant(number as usize);
                let before = self.memory.number(word)? as u32;
                let incarnation = if before >= Participant::LAST_INCARNATION { 1 } else { before + 1 };
                self.memory.set_number(word, incarnation.into());
                return Ok(Participant { number, incarnation });
            }
        }
        Err(StateError::ParticipantsFull(count as usize))
    }

    /// Whether a participant, whose number [has a place](Participant::is_within), is still there.
    pub(super) fn is_there(&self, who: Participant, own: Participant) -> Result<bool, StateError> {
        if who == own {
            return Ok(true);
        }
        let word = self.memory.layout.participant(who.number as usize);
        let is_current = self.memory.number(word)? == u64::from(who.incarnation);
        Ok(is_current && who.number != own.number && self.is_claimed(who.number)?)
    }

    fn claim(&self, _number: u32) -> Result<bool, StateError> {
        match &self.memory.words {
            Words::Own(_) => Ok(true),
            #[cfg(all(target_os = "linux", not(loom)))]
            Words::Shared(file) => Ok(file.claim(_number)?),
        }
    }

    fn is_claimed(&self, _number: u32) -> Result<bool, StateError> {
        match &self.memory.words {
            Words::Own(_) => Ok(false),
            #[cfg(all(target_os = "linux", not(loom)))]
            Words::Shared(file) => Ok(file.is_claimed(_number)?),
        }
    }
}
