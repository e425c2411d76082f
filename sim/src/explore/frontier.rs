//! The states of a level that have still to be played, and those of the next one.

use super::budget::Budget;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many keys a worker takes and gives at once.
const BLOCK: usize = 1024;

/// Two levels of keys in blocks. A block that has been played is used again for the next level, so that both together hold
/// little more than the wider one.
#[derive(Debug)]
pub(super) struct Frontier<K> {
    blocks: Mutex<Blocks<K>>,
}

#[derive(Debug)]
struct Blocks<K> {
    now: Vec<Vec<K>>,
    next: Vec<Vec<K>>,
    empty: Vec<Vec<K>>,
}

impl<K> Frontier<K> {
    pub(super) const fn new() -> Self {
        Self { blocks: Mutex::new(Blocks { now: Vec::new(), next: Vec::new(), empty: Vec::new() }) }
    }

    fn blocks(&self) -> MutexGuard<'_, Blocks<K>> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Some keys of this level, if any are left.
    pub(super) fn take(&self) -> Option<Vec<K>> {
        self.blocks().now.pop()
    }

    /// Takes an empty block back.
    pub(super) fn give_back(&self, mut block: Vec<K>) {
        block.clear();
        self.blocks().empty.push(block);
    }

    /// A block without keys, unless the budget does not allow one.
    pub(super) fn empty(&self, budget: &Budget) -> Option<Vec<K>> {
        let used = self.blocks().empty.pop();
        used.or_else(|| budget.take(BLOCK * size_of::<K>()).then(|| Vec::with_capacity(BLOCK)))
    }

    /// Keeps keys for the next level.
    pub(super) fn give(&self, block: Vec<K>) {
        if !block.is_empty() {
            self.blocks().next.push(block);
        }
    }

    /// Goes on to the next level and says how many keys it has.
    pub(super) fn turn(&self) -> u64 {
        let mut blocks = self.blocks();
        let blocks = &mut *blocks;
        std::mem::swap(&mut blocks.now, &mut blocks.next);
        blocks.now.iter().map(|block| block.len() as u64).sum()
    }
}
