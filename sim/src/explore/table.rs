//! A set of keys.

use super::budget::Budget;
use crate::system::Key;

/// How many places the smallest table has. A batch must fit into half of it.
const SMALLEST: usize = 512;

/// How many of 16 places may be taken before the table grows.
const FULL: usize = 12;

/// A set of keys in open addressing: the low bits of the hash say where the search for a key begins, which goes on to the next
/// place. The whole keys are stored, so nothing is ever mistaken for something else.
#[derive(Debug)]
pub(super) struct Table<K> {
    /// None, or a power of two of them.
    places: Vec<K>,
    len: usize,
}

impl<K: Key> Table<K> {
    /// The empty set, which holds no memory.
    pub(super) const fn new() -> Self {
        Self { places: Vec::new(), len: 0 }
    }

    /// Makes room for so many more keys, of which there may be up to 256 at once. Says no if the budget or the system does not
    /// allow it.
    #[inline]
    pub(super) fn make_room(&mut self, more: usize, budget: &Budget) -> bool {
        (self.len + more) * 16 <= self.places.len() * FULL || self.grow(budget)
    }

    /// Doubles the places. The old ones and the new ones are held at once, which the budget must allow for.
    #[cold]
    fn grow(&mut self, budget: &Budget) -> bool {
        let old = self.places.len();
        let new = (old * 2).max(SMALLEST);
        if !budget.take(new * size_of::<K>()) {
            return false;
        }
        let mut places = Vec::new();
        let grown = places.try_reserve_exact(new).is_ok();
        if grown {
            places.resize(new, K::EMPTY);
            let before = std::mem::replace(self, Self { places, len: 0 });
            before.keys().for_each(|key| _ = self.add(*key));
        }
        budget.give(if grown { old } else { new } * size_of::<K>());
        grown
    }

    /// Adds keys, and to `fresh` those that were not there. There must be [room](Self::make_room) for them. The keys themselves
    /// are lost.
    ///
    /// The first pass only reads where each search begins, so that the processor waits for all of them at once, and drops the keys
    /// that it finds there.
    #[inline]
    pub(super) fn insert(&mut self, keys: &mut [K], fresh: &mut Vec<K>) {
        let mask = self.places.len() - 1;
        let mut left = 0;
        for at in 0..keys.len() {
            let key = keys[at];
            keys[left] = key;
            left += usize::from(self.places[key.hash() as usize & mask] != key);
        }
        for key in &keys[..left] {
            if self.add(*key) {
                fresh.push(*key);
            }
        }
    }

    /// Adds a key and says whether it was not there.
    #[inline]
    fn add(&mut self, key: K) -> bool {
        let mask = self.places.len() - 1;
        let mut at = key.hash() as usize & mask;
        loop {
            let place = &mut self.places[at];
            if *place == K::EMPTY {
                *place = key;
                self.len += 1;
                return true;
            }
            if *place == key {
                return false;
            }
            at = (at + 1) & mask;
        }
    }

    /// All keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.places.iter().filter(|key| **key != K::EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Table};
    use crate::Rng;
    use std::collections::BTreeSet;

    /// Adds one key.
    fn add(table: &mut Table<u64>, key: u64) -> bool {
        assert!(table.make_room(1, &Budget::new(None)));
        let mut fresh = Vec::new();
        table.insert(&mut [key], &mut fresh);
        fresh == [key]
    }

    #[test]
    fn a_table_is_a_set_whatever_its_size() {
        let (mut table, mut set, mut rng) = (Table::new(), BTreeSet::new(), Rng::new(1));
        for _ in 0..20_000 {
            let key = 1 + rng.below(15_000) as u64;
            assert_eq!(add(&mut table, key), set.insert(key));
        }
        assert_eq!(table.keys().copied().collect::<BTreeSet<_>>(), set);
        assert!(set.into_iter().all(|key| !add(&mut table, key)));
    }

    #[test]
    fn a_table_says_no_before_it_passes_its_budget() {
        let budget = Budget::new(Some(512 * 8 + 1024 * 8 - 1));
        let mut table = Table::<u64>::new();
        assert!(table.make_room(256, &budget));
        assert!(!table.make_room(385, &budget));
        assert!(table.make_room(384, &budget), "what it has it keeps");
        assert_eq!(budget.peak(), 512 * 8);
    }
}
