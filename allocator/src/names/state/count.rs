//! A counter in the state.
//!
//! It counts how many ids it has given or passed over since it began; the id is what is left of that after whole laps of its pattern.
//! So the count itself never goes back. Near it stands a ceiling, which follows it in strides: a count that is damaged and looks like
//! another is seen, since it lies far from its ceiling.

use super::coded::{LARGEST, Place, STEP};
use super::layout::LINE;
use super::{Damage, Layout, Memory};
use crate::names::StateError;
use crate::names::sync::Ordering;

/// A stride of the ceiling: whoever counts a multiple of it lets the ceiling follow.
pub(super) const WINDOW: u64 = 1 << 18;

/// How far a count can be beyond its ceiling: what others have counted while, or since, someone was about to let it follow.
const UNDERWAY: u64 = 1 << 20;

/// What a counter is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Nothing.
    Unused = 0,
    /// A pattern of which no name is of another counter's.
    Alone = 1,
    /// A pattern that shares names with another counter's, or has a name that somebody holds far ahead: leases count in every lap.
    Overlaps = 2,
    /// The state was made anew in another file.
    Replaced = 3,
}

/// A counter: the places of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counter {
    pub(super) first: usize,
    value: Place,
    ceiling: Place,
    mode: Place,
    alone: u64,
}

/// An id that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// How many were counted before.
    pub(crate) position: u64,
    /// Whether no name of this counter can be another counter's.
    pub(crate) is_alone: bool,
}

impl Counter {
    pub(super) fn at(layout: Layout, number: usize) -> Self {
        let first = layout.counter(number);
        let mode = Place::new(first + LINE + 1);
        let alone = mode.encode(Mode::Alone as u64);
        Self { first, value: Place::new(first), ceiling: Place::new(first + LINE), mode, alone }
    }

    pub(super) fn initial(layout: Layout, number: usize, words: &mut [u64]) {
        let counter = Self::at(layout, number);
        for place in [counter.value, counter.ceiling, counter.mode] {
            words[place.word] = place.encode(0);
        }
    }

    /// Counts one, for an id that nobody else gets.
    #[inline]
    pub(crate) fn next(self, memory: &Memory) -> Result<Counted, StateError> {
        // In one order for all with the registration of patterns, which sets the mode before it looks at the count: one of both
        // sees the other.
        let before = memory.word(self.value.word).fetch_add(STEP, Ordering::SeqCst);
        self.counted(memory, self.value.decode(before)?)
    }

    /// The same, but passes over what lies before a position.
    #[inline]
    pub(crate) fn next_from(self, memory: &Memory, position: u64) -> Result<Counted, StateError> {
        let word = memory.word(self.value.word);
        let mut before = word.load(Ordering::Relaxed);
        loop {
            let counted = self.value.decode(before)?.max(position);
            self.keep_below_ceiling(memory, counted)?;
            match word.compare_exchange_weak(before, self.value.encode(counted + 1), Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) => return self.counted(memory, counted),
                Err(newer) => before = newer,
            }
        }
    }

    #[inline]
    fn counted(self, memory: &Memory, position: u64) -> Result<Counted, StateError> {
        if position.is_multiple_of(WINDOW) {
            self.raise_ceiling(memory, position)?;
        }
        let is_alone = memory.words[self.mode.word].load(Ordering::SeqCst) == self.alone;
        Ok(Counted { position, is_alone })
    }

    /// Passes over what lies before a position.
    #[inline]
    pub(crate) fn pass_to(self, memory: &Memory, position: u64) -> Result<(), StateError> {
        self.keep_below_ceiling(memory, position)?;
        memory.word(self.value.word).fetch_max(self.value.encode(position), Ordering::SeqCst);
        Ok(())
    }

    /// How many ids it has given or passed over.
    pub(crate) fn position(self, memory: &Memory) -> Result<u64, Damage> {
        self.value.decode(memory.words[self.value.word].load(Ordering::SeqCst))
    }

    /// Whether both numbers are some that were written here.
    pub(super) fn check(self, memory: &Memory) -> Result<(), Damage> {
        self.position(memory)?;
        memory.number(self.ceiling.word).map(drop)
    }

    /// Where the count jumps, the ceiling goes ahead: a process may be killed between the two.
    #[inline]
    fn keep_below_ceiling(self, memory: &Memory, position: u64) -> Result<(), StateError> {
        // Words of one place are in the order of their numbers.
        if position <= LARGEST - WINDOW && memory.get(self.ceiling.word) > self.ceiling.encode(position) {
            return Ok(());
        }
        self.raise_ceiling(memory, position)
    }

    /// Lets the ceiling follow a count.
    #[cold]
    fn raise_ceiling(self, memory: &Memory, position: u64) -> Result<(), StateError> {
        if position > LARGEST - WINDOW {
            return Err(StateError::Spent);
        }
        self.ceiling.decode(memory.get(self.ceiling.word))?;
        memory.word(self.ceiling.word).fetch_max(self.ceiling.encode(position + WINDOW), Ordering::AcqRel);
        Ok(())
    }

    pub(crate) fn mode(self, memory: &Memory) -> Result<Mode, Damage> {
        match self.mode.decode(memory.words[self.mode.word].load(Ordering::SeqCst))? {
            0 => Ok(Mode::Unused),
            1 => Ok(Mode::Alone),
            2 => Ok(Mode::Overlaps),
            3 => Ok(Mode::Replaced),
            _ => Err(Damage { word: self.mode.word, what: "use of a counter" }),
        }
    }

    /// The word that lets users of this counter fail, and its place.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(super) const fn replaced_word(self) -> (usize, u64) {
        (self.mode.word, self.mode.encode(Mode::Replaced as u64))
    }

    pub(super) fn set_mode(self, memory: &Memory, mode: Mode) {
        memory.word(self.mode.word).store(self.mode.encode(mode as u64), Ordering::SeqCst);
    }

    /// The smallest position that is certainly free, from what of both words is undamaged.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(super) fn safe_position(self, memory: &Memory) -> Option<u64> {
        let usable = |position: &u64| *position < LARGEST - WINDOW - UNDERWAY;
        let value = self.position(memory).ok().filter(usable);
        let ceiling = self.ceiling.decode(memory.get(self.ceiling.word)).ok().filter(usable);
        match (value, ceiling) {
            (Some(value), Some(ceiling)) if value + WINDOW >= ceiling && value <= ceiling + UNDERWAY => Some(value),
            (Some(value), ceiling) => ceiling.max(Some(value)),
            // As far as the count can have been beyond it.
            (None, ceiling) => ceiling.map(|ceiling| ceiling + UNDERWAY),
        }
    }

    /// Whether count and ceiling belong together; a count that stayed behind, since a process was killed between the two, follows.
    pub(super) fn settle(self, memory: &Memory) -> Result<(), StateError> {
        let (value, ceiling) = (self.position(memory)?, memory.number(self.ceiling.word)?);
        if value > LARGEST - WINDOW && ceiling > LARGEST - WINDOW {
            return Err(StateError::Spent);
        }
        if value > ceiling + UNDERWAY || ceiling > LARGEST {
            return Err(Damage { word: self.value.word, what: "count" }.into());
        }
        if value + WINDOW < ceiling {
            memory.word(self.value.word).fetch_max(self.value.encode(ceiling), Ordering::SeqCst);
        }
        Ok(())
    }
}
