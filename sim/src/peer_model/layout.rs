//! Where in a word what lies.
//!
//! The tables of the definition are not stored. An entry can only exist between the step of its owner that installs it and the
//! one that removes it, in which the owner keeps the name. So a bit of the owner says all: whether the entry under its name is its own.
//!
//! Each guest has a field, all of equal width, and the next name follows the last field. From the lowest bit on a field holds:
//!
//! - the name of its device, or of its last one while it cleans up; 0 before it has one;
//! - a clock: the steps it has taken, plus [`BORN`]. Its low three bits are then the place in a life, and the highest of these
//!   alone says whether the device is there;
//! - for each table whether the guest owns the entry under its name.
//!
//! No word of a state is 0, since no clock is.

use super::{Params, Word};

/// What the clock of a guest shows before its first step.
pub(super) const BORN: u32 = 3;

/// Positions and masks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<W> {
    pub(super) guests: u32,
    /// The bits of a field.
    pub(super) width: u32,
    /// The position of the clock in a field.
    pub(super) clock: u32,
    /// The position of the bit that says that the device is there.
    pub(super) device: u32,
    /// The position of the first of the bits of the tables.
    pub(super) tables: u32,
    /// The position of the next name in the word.
    pub(super) next: u32,
    /// The lowest bit of every field.
    pub(super) ones: W,
    /// The name in the first field.
    pub(super) name: W,
    /// The names in all fields.
    pub(super) names: W,
    /// The clock in the first field.
    hand: W,
    /// The clocks in all fields.
    hands: W,
    /// In every field the clock of a guest that has lived all its lives.
    dead: W,
    /// What gathers the lowest bits of all fields by a multiplication, and how far up they are then.
    gather: W,
    gathered: u32,
}

impl<W: Word> Layout<W> {
    pub(super) fn new(params: &Params) -> Self {
        let (width, clock) = (params.field_bits(), params.name_bits());
        let ones = (0..params.guests).fold(W::default(), |ones, guest| ones | W::from(1) << (guest * width));
        let low = |bits: u32| (W::from(1) << bits) - W::from(1);
        Self {
            guests: params.guests,
            width,
            clock,
            device: clock + 2,
            tables: clock + params.clock_bits(),
            next: params.guests * width,
            ones,
            name: low(clock),
            names: ones * low(clock),
            hand: low(params.clock_bits()),
            hands: (ones * low(params.clock_bits())) << clock,
            dead: (ones * W::from(BORN + 8 * params.cycles)) << clock,
            gather: (0..params.guests).fold(W::default(), |all, guest| all | W::from(1) << (guest * (width - 1))),
            gathered: (params.guests - 1) * (width - 1),
        }
    }

    /// A bit for each guest that has not lived all its lives, the lowest for the first.
    #[inline]
    pub(super) fn living(&self, word: W) -> u64 {
        if self.tables < self.width {
            return self.living_at_once(word);
        }
        let lives = |guest: u32| (word ^ self.dead) >> (guest * self.width + self.clock) & self.hand != W::default();
        (0..self.guests).fold(0, |all, guest| all | u64::from(lives(guest)) << guest)
    }

    /// The same where the fields have bits above the clocks.
    ///
    /// As in [`same`](Self::same), a difference carries into the bit above the clock. The multiplication brings the bit of each
    /// field to the place of its guest above `gathered`: no two bits meet on the way, as a field is wider than the guests are many.
    #[inline]
    fn living_at_once(&self, word: W) -> u64 {
        let differ = (word & self.hands) ^ self.dead;
        let living = (differ + self.hands) >> self.tables & self.ones;
        u64::from((living.wrapping_mul(self.gather) >> self.gathered).low()) & ((1 << self.guests) - 1)
    }

    /// The state in which nobody has moved.
    pub(super) fn initial(&self) -> W {
        self.ones * (W::from(BORN) << self.clock)
    }

    /// The lowest bit of every field with this name.
    ///
    /// Where the names differ, adding a full name to the difference carries into the bit above.
    #[inline]
    pub(super) fn same(&self, word: W, name: W) -> W {
        let differ = (word & self.names) ^ (name * self.ones);
        ((differ + self.names) >> self.clock & self.ones) ^ self.ones
    }
}
