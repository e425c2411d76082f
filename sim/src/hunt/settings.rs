//! What is to be played.

use super::Players;
use std::ops::Range;

/// How many schedules a block has. Learning starts anew in each, which costs a few schedules of warm-up, and a block is what a
/// thread takes at a time, so it is long enough for the first and short enough to stop soon after.
pub const BLOCK: u64 = 4096;

/// What is to be played. All but `first`, `count` and `wanted` decide what a schedule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The seed of all random numbers.
    pub seed: u64,
    /// The number of the first schedule.
    pub first: u64,
    /// How many schedules are played.
    pub count: u64,
    /// Who plays them.
    pub players: Players,
    /// The bits of the violations that are looked for: once each is found the search ends, with its block. If there are none
    /// then all schedules are played.
    pub wanted: u32,
    /// Whether steps fail.
    pub faults: bool,
    /// How many steps a schedule may have; one that has more is broken off and reported as too long.
    pub max_steps: u32,
}

impl Settings {
    /// The portfolio plays this many schedules from number 0 on, without faults, of at most 10,000 steps each.
    pub fn new(seed: u64, count: u64) -> Self {
        Self { seed, first: 0, count, players: Players::Portfolio, wanted: 0, faults: false, max_steps: 10_000 }
    }

    /// The numbers of the blocks that hold the schedules.
    pub fn blocks(&self) -> Range<u64> {
        self.first / BLOCK..self.end().div_ceil(BLOCK).max(self.first / BLOCK)
    }

    /// The number after that of the last schedule.
    fn end(&self) -> u64 {
        self.first.saturating_add(self.count)
    }

    /// The schedules of a block that are to be played. Those of the block before them only teach the schedulers.
    pub(super) fn schedules(&self, block: u64) -> Range<u64> {
        let from = block.saturating_mul(BLOCK);
        from.max(self.first)..from.saturating_add(BLOCK).min(self.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_hold_every_schedule_once() {
        for (first, count) in [(0, 0), (5, 0), (0, 1), (0, BLOCK), (4095, 2), (5000, 9000), (u64::MAX - 3, 9)] {
            let settings = Settings { first, count, ..Settings::new(1, 0) };
            let played: u64 = settings.blocks().map(|block| settings.schedules(block)).map(|all| all.end - all.start).sum();
            assert_eq!(played, count.min(u64::MAX - first), "{first} {count}");
        }
    }
}
