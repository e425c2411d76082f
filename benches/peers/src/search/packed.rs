//! The peer-model in a word, as one writes it by hand: with constant widths, and a step that asks where a guest is.
//!
//! The tables of the definition are not kept. An entry exists only between the step in which its owner installs it and the one in
//! which it cleans up, and the owner keeps the name for as long. So one bit of the owner says for each table whether the entry
//! under its name is its own. From the lowest bit on a guest has its name (6 bits), its place in a life (3), the number of lives
//! behind it (2), and its entries (3). The next name (6) follows the guests. The highest bit is set in every state.

use super::Model;
use crate::Case;

const WIDTH: u32 = 14;
const NAME: u64 = 0x3f;
const CLOCK_AT: u32 = 6;
const TICK: u64 = 1 << CLOCK_AT;
const CLOCK: u64 = 0x1f;
const ENTRIES_AT: u32 = 11;
const NEXT_AT: u32 = 56;
const MARK: u64 = 1 << 63;

/// The model.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    guests: u32,
    /// What the clock of a guest shows after all its lives.
    last: u64,
    names: u64,
    monotonic: bool,
}

impl Packed {
    /// The model of a case.
    pub fn new(case: &Case) -> Self {
        let last = u64::from(case.cycles * 8);
        Self { guests: case.guests, last, names: case.names.into(), monotonic: case.is_monotonic() }
    }

    /// Whether a guest can move.
    #[inline]
    pub(super) fn goes_on(&self, state: u64, guest: u32) -> bool {
        state >> (guest * WIDTH + CLOCK_AT) & CLOCK != self.last
    }

    /// How many guests there are.
    pub(super) fn guests(&self) -> u32 {
        self.guests
    }

    /// Lets a guest move that can. Answers what follows, and whether that was a wrongful removal.
    #[inline]
    pub(super) fn step(&self, state: u64, guest: u32) -> (u64, bool) {
        let at = guest * WIDTH;
        let field = state >> at;
        let (name, place) = (field & NAME, (field >> CLOCK_AT & 7) as u32);
        let ticked = state + (TICK << at);
        match place {
            0 => (self.take_name(state, ticked, at), false),
            1..=3 => {
                let (wiped, _) = self.wipe(ticked, guest, name, place - 1);
                (wiped | 1 << (at + ENTRIES_AT + place - 1), false)
            }
            4 => (ticked, false),
            5 | 6 => self.wipe(ticked, guest, name, place - 5),
            _ => {
                let (wiped, wrongful) = self.wipe(ticked, guest, name, 2);
                (wiped & !(NAME << at), wrongful)
            }
        }
    }

    /// Gives the first free name to the guest whose field is here.
    #[inline]
    fn take_name(&self, state: u64, ticked: u64, at: u32) -> u64 {
        let mut name = if self.monotonic { state >> NEXT_AT & NAME } else { 0 };
        while (0..self.guests).any(|guest| has_device(state >> (guest * WIDTH), name)) {
            name = self.after(name);
        }
        let named = ticked | name << at;
        if self.monotonic { named & !(NAME << NEXT_AT) | self.after(name) << NEXT_AT } else { named }
    }

    #[inline]
    fn after(&self, name: u64) -> u64 {
        if name + 1 == self.names { 0 } else { name + 1 }
    }

    /// Empties the entry of a table under a name. Answers whether it was another guest's who has the device of the name.
    #[inline]
    fn wipe(&self, mut state: u64, guest: u32, name: u64, table: u32) -> (u64, bool) {
        let mut wrongful = false;
        for other in 0..self.guests {
            let (field, entry) = (state >> (other * WIDTH), 1 << (other * WIDTH + ENTRIES_AT + table));
            if field & NAME == name && state & entry != 0 {
                wrongful = other != guest && has_device(field, name);
                state &= !entry;
            }
        }
        (state, wrongful)
    }
}

/// Whether a guest has a device of this name: it is at places 1 to 4.
#[inline]
fn has_device(field: u64, name: u64) -> bool {
    field & NAME == name && ((field >> CLOCK_AT & 7).wrapping_sub(1)) < 4
}

impl Model for Packed {
    fn initial(&mut self) -> u64 {
        MARK
    }

    #[inline]
    fn for_each_successor(&mut self, state: u64, mut each: impl FnMut(u64, bool)) {
        for guest in 0..self.guests {
            if self.goes_on(state, guest) {
                let (next, wrongful) = self.step(state, guest);
                each(next, wrongful);
            }
        }
    }
}
