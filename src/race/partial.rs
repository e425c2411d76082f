//! What was played of a block that was broken off.
//!
//! A search that ends before its first block has been played would have nothing to report, so what was played of it is played
//! again, and counted.

use super::arena::Arena;
use ifrace_sim::hunt::{Played, Report, Settings, Watch, play_block};
use ifrace_sim::system::{Choice, Seen};
use ifrace_sim::world::World;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// How long it may take to play it again.
const MILLISECONDS: u64 = 2000;

/// Counts the schedules that ended by themselves.
pub(super) struct Completed<'a> {
    over: &'a AtomicBool,
    pub(super) count: u64,
}

impl<'a> Completed<'a> {
    pub(super) fn new(over: &'a AtomicBool) -> Self {
        Self { over, count: 0 }
    }
}

impl Watch for Completed<'_> {
    fn begin(&mut self, _: u64) {}

    fn step(&mut self, _: Choice, _: Seen) {}

    fn end(&mut self, _: u64, _: &Played) {
        self.count += u64::from(!self.over.load(Relaxed));
    }
}

/// Plays so many schedules of the first block again, or as many as there is time for if they took so long.
pub(super) fn again(world: &World<1>, settings: &Settings, count: u64, took: u64) -> Report {
    let count = if took > MILLISECONDS { (count * MILLISECONDS / took).max(1) } else { count };
    let mut systems = Arena::for_threads(world, 1, &Arc::new(AtomicBool::new(false)));
    let settings = Settings { count, ..*settings };
    play_block(&mut systems[0], &settings, settings.blocks().start)
}
