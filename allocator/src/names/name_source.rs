//! The names of one pattern.

use super::clear_way::Ahead;
use super::shared::{Known, Shared, Source};
use super::state::{Counted, Locked, Mode};
use super::sync::{Arc, lock};
use super::{GenerateError, NamePattern, StateError};
use crate::IfName;
use std::ops::Range;

/// How many names that other patterns have given are passed over one by one, before it goes in longer steps. Without that, patterns
/// that are far ahead and cover a pattern together would let it look at all its names.
const STEPS: u32 = 1000;

/// A name that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The name.
    pub name: IfName,
    /// The number in it.
    pub id: u64,
    /// How many ids the counter has given before, in all its laps: no other device of this name gets the same.
    pub generation: u64,
}

/// The names of one pattern; see [`NameAllocator::source`](super::NameAllocator::source). Threads share it by clones.
#[derive(Clone, Debug)]
pub struct NameSource {
    shared: Arc<Shared>,
    source: Arc<Source>,
    netns: u64,
}

impl NameSource {
    pub(super) fn new(shared: Arc<Shared>, source: Arc<Source>, netns: u64) -> Self {
        Self { shared, source, netns }
    }

    /// The pattern.
    pub fn pattern(&self) -> NamePattern {
        self.source.pattern
    }

    /// A name that was not handed out in this lap, of which no lease exists, and that no device has as far as the picture goes. No
    /// system call is made, unless the ids begin anew or the pattern shares names with another.
    ///
    /// # Errors
    /// [`GenerateError::Exhausted`] if there is no such name; [`GenerateError::State`] if the state is damaged or was rebuilt.
    #[inline]
    pub fn generate(&self) -> Result<Generated, GenerateError> {
        let (source, memory) = (&*self.source, &*self.shared.memory);
        let mut counted = source.counter.next(memory)?;
        let is_clear = match source.way.at(counted.position) {
            Ahead::Clear => true,
            Ahead::Taken(free) => {
                counted = source.counter.next_from(memory, free.start)?;
                free.contains(&counted.position)
            }
            Ahead::Unknown => false,
        };
        if is_clear && counted.is_alone { Ok(self.named(counted.position)) } else { self.choose(counted) }
    }

    #[inline]
    fn named(&self, position: u64) -> Generated {
        let Source { pattern, ids, .. } = &*self.source;
        let id = if position < *ids { position } else { position % ids };
        Generated { name: pattern.name_below(id), id, generation: position }
    }

    /// Looks for a name from a position on.
    #[cold]
    fn choose(&self, first: Counted) -> Result<Generated, GenerateError> {
        let (source, memory) = (&*self.source, &*self.shared.memory);
        let known = lock(&self.shared.known);
        let (mut counted, mut table) = (first, None);
        // It goes on only if somebody else was faster.
        loop {
            let position = if counted.is_alone && counted.position < source.ids {
                let in_lap = source.look_ahead(&known, counted.position);
                in_lap.or_else(|| source.next_free(&known, counted.position).map(|free| free.start))
            } else {
                if table.is_none() {
                    table = Some(self.lock_table()?);
                }
                let Some(table) = &table else { continue };
                self.next_usable(table, &known, counted.position)?
            };
            let position = position.ok_or_else(|| self.exhausted(&known))?;
            let asked = counted;
            if position > asked.position {
                counted = source.counter.next_from(memory, position)?;
            }
            // Leases count from the second lap on, and from when a pattern shares names with it, which may be new.
            let is_as_before = counted.is_alone == asked.is_alone && (position < source.ids) == (asked.position < source.ids);
            if counted.position == position && is_as_before {
                return Ok(self.named(position));
            }
        }
    }

    /// The first position from this one on, but for one lap, whose name nobody has and no other pattern has given in this lap of its
    /// own; if there is none, one whose name merely nobody has.
    fn next_usable(&self, table: &Locked<'_>, known: &Known, first: u64) -> Result<Option<u64>, StateError> {
        let end = first + self.source.ids;
        for avoid_recent in [true, false] {
            let (mut position, mut steps) = (first, 0);
            while let Some(free) = self.source.next_free(known, position).filter(|free| free.start < end) {
                let named = self.named(free.start);
                let skip = if table.find(named.name, self.netns)?.is_some() {
                    1
                } else if avoid_recent {
                    steps += 1;
                    self.given_by_others(named, steps > STEPS)?
                } else {
                    0
                };
                if skip == 0 {
                    return Ok(Some(free.start));
                }
                position = free.start + skip;
            }
        }
        Ok(None)
    }

    fn lock_table(&self) -> Result<Locked<'_>, StateError> {
        match self.source.counter.mode(&self.shared.memory)? {
            Mode::Replaced => Err(StateError::Replaced),
            _ => self.shared.memory.lock(),
        }
    }

    /// How many ids to go on from a name to one that another counter has not given in its lap, or not this one; 0 if none has given
    /// the name. In a hurry, it goes on to the first id with one more digit.
    fn given_by_others(&self, named: Generated, is_in_a_hurry: bool) -> Result<u64, StateError> {
        let (memory, own) = (&*self.shared.memory, self.source.pattern);
        for other in memory.counters() {
            let (counter, pattern) = other?;
            let Some(theirs) = pattern.id_of(named.name.as_bytes()).filter(|_| pattern != own) else { continue };
            let next = counter.position(memory)? % pattern.ids();
            if theirs < next {
                let is_given = |id| pattern.id_of(own.name(id).as_bytes()).is_some_and(|theirs| theirs < next);
                let longer = 10_u64.pow(named.id.checked_ilog10().unwrap_or(0) + 1);
                let beyond = if is_in_a_hurry { longer } else { first_other(named.id + 1..longer, is_given) };
                return Ok(beyond - named.id);
            }
        }
        Ok(0)
    }

    fn exhausted(&self, known: &Known) -> GenerateError {
        let Source { pattern, ids, .. } = *self.source;
        GenerateError::Exhausted { pattern, ids, taken: known.picture.taken_ids(known.key(&self.source)) }
    }
}

/// The first of these ids, which have as many digits, that was not given, or their end. Either the id behind a given one is not given,
/// as the names of the other pattern end in other digits; or the ids of both patterns grow together, and what was given is one run.
fn first_other(ids: Range<u64>, is_given: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut until) = (ids.start, ids.end);
    if from < until && !is_given(from) {
        return from;
    }
    while from < until {
        let middle = from + (until - from) / 2;
        if is_given(middle) {
            from = middle + 1;
        } else {
            until = middle;
        }
    }
    from
}
