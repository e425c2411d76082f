//! What a schedule showed, summed up step by step.

use crate::system::Seen;

/// What a schedule showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Played {
    /// How many steps it has.
    pub steps: u32,
    /// How often another actor moved than before.
    pub switches: u32,
    /// How often one of these could have gone on.
    pub preemptions: u32,
    /// What it showed in all.
    pub seen: Seen,
    /// Whether it had more steps than it may.
    pub too_long: bool,
    /// A hash of its number, all its choices and what they showed.
    pub hash: u64,
    /// The actor that moved last, as a bit.
    last: u64,
}

/// The steps at which violations showed first, by bit. Only those of bits that are violated have a meaning, which saves cleaning
/// them for every schedule. A violation that only showed at the end has the number of steps.
pub(super) type Steps = [u32; 32];

/// An odd number whose bits are spread evenly, small enough to be a part of the instruction that multiplies with it.
const ODD: u64 = 0x5f35_6495;

/// Stands for a choice where the end is judged.
pub(super) const END: u64 = 0xffff;

impl Played {
    pub(super) fn new(schedule: u64) -> Self {
        // Not 0, which actor 0 would leave 0.
        Self { hash: !schedule, ..Self::default() }
    }

    /// Counts a step before which these actors could move.
    #[inline]
    pub(super) fn moved(&mut self, enabled: u64, actor: u8) {
        let actor = 1 << actor;
        let before = self.last & !actor;
        self.switches += u32::from(before != 0);
        self.preemptions += u32::from(before & enabled != 0);
        self.last = actor;
        self.steps += 1;
    }

    #[inline]
    pub(super) fn saw(&mut self, choice: u64, seen: Seen, steps: &mut Steps) {
        self.hash = fold(self.hash, choice);
        if seen != Seen::default() {
            let shown = u64::from(seen.violated) << 32 | u64::from(seen.reached);
            self.hash = fold(self.hash, shown);
            note(seen.violated & !self.seen.violated, self.steps, steps);
            self.seen = self.seen.and(seen);
        }
    }
}

/// Adds a word to a hash. What differs stays different until it differs again.
#[inline]
const fn fold(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(ODD).rotate_left(29)
}

/// Notes the step at which these violations showed first. It takes no part of [`Played`] by reference, so that all of it can
/// stay in registers.
#[inline(never)]
fn note(mut violated: u32, step: u32, steps: &mut Steps) {
    while violated != 0 {
        steps[violated.trailing_zeros() as usize] = step;
        violated &= violated - 1;
    }
}
