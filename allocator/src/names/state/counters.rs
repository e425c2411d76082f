//! Which counter belongs to which pattern.

use super::count::Mode;
use super::digest::digest;
use super::layout::LINE;
use super::{Counter, Damage, Locked, Memory};
use crate::host::MacvtapKind;
use crate::names::{NamePattern, NamedKind, StateError};

/// Where the pattern stands among the words of a counter, and behind it the digest of both words and the counter's number.
const PATTERN: usize = LINE + 2;
const DIGEST: usize = LINE + 4;

/// How many ids a name of somebody's choice may let a counter pass over.
const FAR: u64 = 1 << 20;

impl Memory {
    /// Every counter that is used, with its pattern.
    pub(crate) fn counters(&self) -> impl Iterator<Item = Result<(Counter, NamePattern), Damage>> {
        (0..self.layout.counters).map_while(|number| {
            let counter = Counter::at(self.layout, number);
            match counter.mode(self) {
                // They are taken in order, so that the first unused one ends the list.
                Ok(Mode::Unused) => None,
                Ok(_) => Some(self.pattern_of(number).map(|pattern| (counter, pattern))),
                Err(damage) => Some(Err(damage)),
            }
        })
    }

    /// The counter of a pattern, if it has one.
    pub(crate) fn find_counter(&self, pattern: NamePattern) -> Result<Option<Counter>, Damage> {
        self.counters().find_map(|one| one.map(|(counter, of)| (of == pattern).then_some(counter)).transpose()).transpose()
    }

    /// Lets every counter whose pattern has this name pass over its id.
    pub(crate) fn reserve(&self, name: &[u8]) -> Result<(), StateError> {
        self.pass_over(name, |_, position, ids, id| {
            let lap = position - position % ids;
            // Whoever is at the beginning of a later lap has just passed over the last id: to do that again would waste a lap.
            (position == 0 || position > lap || id + 1 < ids).then_some(lap + id + 1)
        })
    }

    /// Lets a counter pass over the id of a device that is there. One that is far ahead would end the lap for everybody: whoever is
    /// to have its name finds it taken.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn pass_over_device(&self, name: &[u8]) -> Result<(), StateError> {
        self.pass_over(name, |_, position, ids, id| (position < ids && id < position + FAR).then_some(id + 1))
    }

    /// Lets a counter pass over the id of a name that is held, where it would not look whether it is. If it is far ahead, the counter
    /// looks from now on.
    pub(crate) fn pass_over_held(&self, name: &[u8]) -> Result<(), StateError> {
        for counter in self.counters() {
            let (counter, pattern) = counter?;
            let Some(id) = pattern.id_of(name) else { continue };
            if counter.mode(self)? == Mode::Alone && counter.position(self)?.saturating_add(FAR) <= id {
                counter.set_mode(self, Mode::Overlaps);
            }
        }
        self.pass_over(name, |mode, position, ids, id| (mode == Mode::Alone && position < ids).then_some(id + 1))
    }

    /// Lets every counter whose pattern has this name pass to a position, which depends on what it is used for, where it is, how many
    /// ids it has, and the id.
    fn pass_over(&self, name: &[u8], to: impl Fn(Mode, u64, u64, u64) -> Option<u64>) -> Result<(), StateError> {
        for counter in self.counters() {
            let (counter, pattern) = counter?;
            if let Some(id) = pattern.id_of(name) {
                let position = to(counter.mode(self)?, counter.position(self)?, pattern.ids(), id);
                position.map_or(Ok(()), |position| counter.pass_to(self, position))?;
            }
            // Looked at behind the change: whoever has made the state anew has either seen the change, or is seen here.
            if counter.mode(self)? == Mode::Replaced {
                return Err(StateError::Replaced);
            }
        }
        Ok(())
    }

    /// The words that [retire](Locked::retire) whatever has this layout.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn replaced_words(layout: super::Layout) -> impl Iterator<Item = (usize, u64)> {
        (0..layout.counters).map(move |number| Counter::at(layout, number).replaced_word())
    }

    /// What can still be read of the counters: each pattern with a position that is certainly free.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn readable_counters(&self) -> Vec<(NamePattern, u64)> {
        let readable = |number| {
            let counter = Counter::at(self.layout, number);
            Some((self.pattern_of(number).ok()?, counter.safe_position(self)?))
        };
        (0..self.layout.counters).filter_map(readable).collect()
    }

    /// The pattern of a counter that is used.
    pub(super) fn pattern_of(&self, number: usize) -> Result<NamePattern, Damage> {
        let first = Counter::at(self.layout, number).first;
        let words = [self.get(first + PATTERN), self.get(first + PATTERN + 1)];
        let damage = Damage { word: first + PATTERN, what: "pattern" };
        if self.get(first + DIGEST) != digest(&[number as u64, words[0], words[1]]) {
            return Err(damage);
        }
        NamePattern::from_words(words).ok_or(damage)
    }
}

impl Locked<'_> {
    /// The counter of a pattern; a new one if it has none. Counters that share names with it are told.
    pub(crate) fn register(&self, pattern: NamePattern) -> Result<Counter, StateError> {
        let memory = self.memory;
        if let Some(counter) = memory.find_counter(pattern)? {
            return Ok(counter);
        }
        let others = memory.counters().collect::<Result<Vec<_>, _>>()?;
        let number = others.len();
        if number == memory.layout.counters {
            return Err(StateError::CountersFull(number));
        }
        let counter = Counter::at(memory.layout, number);
        let words = pattern.to_words();
        memory.set(counter.first + PATTERN, words[0]);
        memory.set(counter.first + PATTERN + 1, words[1]);
        memory.set(counter.first + DIGEST, digest(&[number as u64, words[0], words[1]]));
        let mut mode = Mode::Alone;
        for (other, _) in others.iter().filter(|(_, other)| other.overlaps(&pattern)) {
            other.set_mode(memory, Mode::Overlaps);
            mode = Mode::Overlaps;
        }
        if mode == Mode::Alone && self.pass_over_leases(counter, pattern)? {
            mode = Mode::Overlaps;
        }
        // Last: who finds the counter without the lock finds its pattern as well.
        counter.set_mode(memory, mode);
        Ok(counter)
    }

    /// In the first lap, nobody looks whether a name is held. Returns whether one is too far ahead, so that somebody has to.
    fn pass_over_leases(&self, counter: Counter, pattern: NamePattern) -> Result<bool, StateError> {
        let mut held = None;
        for lease in self.leases() {
            held = held.max(pattern.id_of(lease?.2.name.as_bytes()));
        }
        match held {
            Some(id) if id < FAR => counter.pass_to(self.memory, id + 1).map(|()| false),
            far => Ok(far.is_some()),
        }
    }

    /// Gives every kind of device its counter.
    pub(crate) fn register_kinds(&self) -> Result<(), StateError> {
        let kinds = [NamedKind::Tap, NamedKind::OnLower(MacvtapKind::Macvtap), NamedKind::OnLower(MacvtapKind::Macvlan)];
        kinds.into_iter().try_for_each(|kind| self.register(NamePattern::of_kind(kind)).map(drop))
    }

    /// Lets everybody who still has this state fail: it is made anew elsewhere. What they have counted until then can be read behind it.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn retire(&self) {
        let counters = (0..self.memory.layout.counters).map(|number| Counter::at(self.memory.layout, number));
        // Who wants to use an unused one needs the lock, and learns of it there.
        let used = counters.filter(|counter| !matches!(counter.mode(self.memory), Ok(Mode::Unused)));
        used.for_each(|counter| counter.set_mode(self.memory, Mode::Replaced));
    }
}
