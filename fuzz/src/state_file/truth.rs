//! What a state held before it was changed.

use super::ROOM;
use super::history::History;
use super::input::TEMPLATES;
use ifrace_allocator::names::{NamePattern, StateContents, StateImage, StateLease};
use std::ops::Range;

/// Words of the header and of a lease, and of a counter.
const LINE: usize = 8;
const COUNTER: usize = 16;

/// Behind the first word of a counter: its pattern in two words, and their digest.
const PATTERN: Range<usize> = 10..13;

/// The lowest bits of the first word of a lease that is held, and of one that waits for a cleanup.
const TAGS: [u64; 2] = [3, 4];

/// What a state held.
pub(super) struct Truth {
    words: Vec<u64>,
    pub(super) contents: StateContents,
    /// For each pattern, the first generation that was not given.
    pub(super) next: [u64; TEMPLATES.len()],
}

impl Truth {
    pub(super) fn of(image: &StateImage, history: &History) -> Self {
        let contents = image.contents().unwrap_or_else(|error| panic!("a state in use is damaged: {error}"));
        Self { words: image.words().to_vec(), contents, next: history.next }
    }

    /// Whether every word that changed did so in a way that its check must see.
    pub(super) fn is_plain_damage(&self, words: &[u64]) -> bool {
        let is_plain =
            |before: u64, now: u64| (before ^ now).count_ones() <= 2 || now == 0 || now == u64::MAX || self.words.contains(&now);
        self.words.iter().zip(words).all(|(before, now)| before == now || is_plain(*before, *now))
    }

    /// The counters whose pattern and count are as they were.
    pub(super) fn intact_counters<'a>(&'a self, words: &'a [u64]) -> impl Iterator<Item = &'a (NamePattern, u64)> {
        let first = |number| LINE + COUNTER * number;
        let is_intact = move |number: usize| {
            let pattern = first(number) + PATTERN.start..first(number) + PATTERN.end;
            self.is_as_before(words, first(number)..first(number) + 1) && self.is_as_before(words, pattern)
        };
        self.contents.counters.iter().enumerate().filter(move |(number, _)| is_intact(*number)).map(|(_, counter)| counter)
    }

    /// The leases whose words are as they were.
    pub(super) fn intact_leases<'a>(&'a self, words: &'a [u64]) -> impl Iterator<Item = &'a StateLease> {
        let begin = (LINE + COUNTER * ROOM.patterns + ROOM.participants).next_multiple_of(LINE);
        let places = (0..ROOM.leases).map(move |number| begin + LINE * number);
        let places = places.filter(|first| TAGS.contains(&(self.words[*first] & 7)));
        let intact = places.zip(&self.contents.leases).filter(|(first, _)| self.is_as_before(words, *first..first + LINE));
        intact.map(|(_, lease)| lease)
    }

    fn is_as_before(&self, words: &[u64], range: Range<usize>) -> bool {
        self.words[range.clone()] == words[range]
    }
}
