//! Keys that wait until a batch of them can be put into the set.

use super::shards::{SHARDS, Shards};
use crate::system::Key;

/// How many keys wait at most for each part of the set.
pub(super) const BATCH: usize = 128;

/// A short list of keys for each part of the set.
#[derive(Debug)]
pub(super) struct Outbox<K> {
    /// A run of [`BATCH`] places for each part.
    keys: Vec<K>,
    lens: [usize; SHARDS],
}

impl<K: Key> Outbox<K> {
    pub(super) fn new() -> Self {
        Self { keys: vec![K::EMPTY; SHARDS * BATCH], lens: [0; SHARDS] }
    }

    /// The bytes that it holds.
    pub(super) const fn bytes() -> usize {
        SHARDS * BATCH * size_of::<K>()
    }

    /// Keeps a key. Answers its part if that has to be [taken](Self::take) now.
    #[inline]
    pub(super) fn push(&mut self, key: K) -> Option<usize> {
        let shard = Shards::of(&key);
        let len = self.lens[shard];
        self.keys[shard * BATCH + len] = key;
        self.lens[shard] = len + 1;
        (len + 1 == BATCH).then_some(shard)
    }

    /// The keys that wait for a part. They wait no longer.
    #[inline]
    pub(super) fn take(&mut self, shard: usize) -> &mut [K] {
        let len = std::mem::take(&mut self.lens[shard]);
        &mut self.keys[shard * BATCH..][..len]
    }
}
