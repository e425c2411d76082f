//! The set of states, in parts that grow and are locked one by one.

use super::budget::Budget;
use super::table::Table;
use crate::system::Key;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The parts: enough that two workers seldom want the same, and that the memory of one that grows is little beside all others.
pub(super) const SHARDS: usize = 1 << SHARD_BITS;
const SHARD_BITS: u32 = 6;

/// A set of keys. The high bits of the hash say in which part a key is, and the low ones where.
#[derive(Debug)]
pub(super) struct Shards<K> {
    tables: Vec<Mutex<Table<K>>>,
}

impl<K: Key> Shards<K> {
    pub(super) fn new() -> Self {
        Self { tables: (0..SHARDS).map(|_| Mutex::new(Table::new())).collect() }
    }

    /// The part that a key belongs to.
    #[inline]
    pub(super) fn of(key: &K) -> usize {
        (key.hash() >> (u64::BITS - SHARD_BITS)) as usize
    }

    /// Adds keys of one part, up to 256 of them, and to `fresh` those that were not there. Says no, having added none, if the
    /// budget does not allow it.
    pub(super) fn insert(&self, shard: usize, keys: &mut [K], fresh: &mut Vec<K>, budget: &Budget) -> bool {
        let mut table = lock(&self.tables[shard]);
        let room = table.make_room(keys.len(), budget);
        if room {
            table.insert(keys, fresh);
        }
        room
    }

    /// Shows every key.
    pub(super) fn for_each(&self, mut each: impl FnMut(&K)) {
        for table in &self.tables {
            lock(table).keys().for_each(&mut each);
        }
    }
}

fn lock<K>(table: &Mutex<Table<K>>) -> MutexGuard<'_, Table<K>> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}
