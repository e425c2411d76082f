//! How bytes choose who moves, and how.

use super::grounds::Ground;
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::State;

/// Bytes below this let no operation fail.
const FAILS_FROM: u8 = 224;

/// The bytes of an input that are left.
#[derive(Clone, Debug)]
pub(super) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Who of these moves, and how; `None` after the last byte. An operation whose byte is missing does not fail.
    pub(super) fn choose(&mut self, world: &mut Ground, state: &State, enabled: u64) -> Option<Choice> {
        if self.0.is_empty() {
            return None;
        }
        let count = enabled.count_ones();
        let place = if count == 1 { 0 } else { u32::from(self.next()?) % count };
        let actor = nth(enabled, place);
        let variants = world.variants(state, actor.into());
        let variant = if variants > 1 { self.next().map_or(0, |byte| variant(byte, variants)) } else { 0 };
        Some(Choice { actor, variant })
    }
}

/// What moves when the bytes have ended: the lowest one, and nobody dies.
pub(super) const fn usual(enabled: u64) -> Choice {
    Choice::plain(enabled.trailing_zeros() as u8)
}

/// The bytes of a choice among these.
pub(super) fn write(choice: Choice, world: &mut Ground, state: &State, enabled: u64, into: &mut Vec<u8>) {
    if enabled.count_ones() > 1 {
        into.push((enabled & ((1 << choice.actor) - 1)).count_ones() as u8);
    }
    if world.variants(state, choice.actor.into()) > 1 {
        into.push(choice.variant.checked_sub(1).map_or(0, |fault| FAILS_FROM + fault));
    }
}

/// The place of a bit that is set, by how many are set below it.
fn nth(bits: u64, place: u32) -> u8 {
    let mut left = bits;
    for _ in 0..place {
        left &= left - 1;
    }
    left.trailing_zeros() as u8
}

/// The way in which an operation goes: 0, or one of its faults.
fn variant(byte: u8, variants: u32) -> u8 {
    byte.checked_sub(FAILS_FROM).map_or(0, |fault| 1 + (u32::from(fault) % (variants - 1)) as u8)
}
