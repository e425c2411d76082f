//! A random search on several threads.

use super::arena::Arena;
use super::partial::{Completed, again};
use super::{Meter, Over, Until};
use ifrace_report::run::grouped;
use ifrace_sim::hunt::{Collector, Report, Settings, play_block, watch_block};
use ifrace_sim::system::System;
use ifrace_sim::world::World;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is looked whether the search is over.
const INTERVAL: Duration = Duration::from_millis(10);

/// What a random search found.
#[derive(Clone, Debug)]
pub struct Hunted {
    /// What it found.
    pub report: Report,
    /// Why it ended before all was played, if it did.
    pub over: Option<Over>,
    /// How many schedules of the first block were played, if it was broken off; the report does not count them.
    pub unfinished: u64,
    /// How long it took.
    pub milliseconds: u64,
}

/// What the threads share.
struct Shared<'a> {
    settings: &'a Settings,
    /// The block that is taken next.
    next: AtomicU64,
    gathered: Mutex<Gathered>,
    /// How many schedules of the first block were played, if it was broken off.
    unfinished: AtomicU64,
    /// Nobody has to play any more.
    over: &'a AtomicBool,
}

/// What was played, in the order of the blocks, so that it does not depend on the threads where a search ends early.
struct Gathered {
    collector: Collector,
    stop_at_first: bool,
    early: BTreeMap<u64, Report>,
    next: u64,
    /// No further block is needed.
    enough: bool,
}

impl Gathered {
    fn add(&mut self, block: u64, report: Report) {
        self.early.insert(block, report);
        while !self.enough
            && let Some(report) = self.early.remove(&self.next)
        {
            self.collector.add(self.next, report);
            self.next += 1;
            self.enough = self.stop_at_first && self.collector.report().violated() != 0;
        }
    }

    fn finish(mut self) -> Report {
        if !self.enough {
            self.early.into_iter().for_each(|(block, report)| self.collector.add(block, report));
        }
        self.collector.into_report()
    }
}

impl Shared<'_> {
    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn play<S: System>(&self, system: &mut S, block: u64) -> Report {
        if block != self.settings.blocks().start {
            return play_block(system, self.settings, block);
        }
        let mut completed = Completed::new(self.over);
        let report = watch_block(system, self.settings, block, &mut completed);
        if self.over.load(Relaxed) {
            self.unfinished.store(completed.count, Relaxed);
        }
        report
    }

    /// Plays blocks until none is left.
    fn work<S: System>(&self, system: &mut S, meter: &Meter) {
        while !self.over.load(Relaxed) {
            let block = self.next.fetch_add(1, Relaxed);
            if block >= self.settings.blocks().end {
                return;
            }
            let report = self.play(system, block);
            // A block that was broken off counts schedules that were not played to their end.
            if self.over.load(Relaxed) {
                return;
            }
            let mut gathered = self.gathered();
            gathered.add(block, report);
            let so_far = gathered.collector.report();
            meter.show(|| in_words(so_far, self.settings.count));
            if gathered.enough {
                self.over.store(true, Relaxed);
            }
        }
    }
}

fn in_words(report: &Report, count: u64) -> String {
    let of = if count == u64::MAX { String::new() } else { format!(" of {}", grouped(count)) };
    let total = report.total();
    let kinds = report.violated().count_ones();
    format!("{}{of} schedules, {} of them violate something ({kinds} kinds)", grouped(total.schedules), grouped(total.violations))
}

/// Plays the schedules, a thread for each system. `over` breaks off what is being played, if the systems look at it.
pub fn hunt<S: System + Send>(
    systems: Vec<S>,
    settings: &Settings,
    stop_at_first: bool,
    until: &Until,
    over: &AtomicBool,
    meter: &Meter,
) -> Hunted {
    let started = Instant::now();
    let (collector, next) = (Collector::new(settings), settings.blocks().start);
    let gathered = Mutex::new(Gathered { collector, stop_at_first, early: BTreeMap::new(), next, enough: false });
    let shared = Shared { settings, next: AtomicU64::new(next), gathered, unfinished: AtomicU64::new(0), over };
    let ended = thread::scope(|scope| {
        let shared = &shared;
        let workers: Vec<_> =
            systems.into_iter().map(|mut system| scope.spawn(move || shared.work(&mut system, meter))).collect();
        let mut ended = None;
        while workers.iter().any(|worker| !worker.is_finished()) {
            if ended.is_none() && !over.load(Relaxed) {
                ended = until.over();
                if ended.is_some() {
                    over.store(true, Relaxed);
                }
            }
            thread::sleep(INTERVAL);
        }
        ended
    });
    meter.finish();
    let unfinished = shared.unfinished.into_inner();
    let gathered = shared.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = gathered.finish();
    let is_whole = report.total().schedules >= settings.count;
    Hunted { report, over: ended.filter(|_| !is_whole), unfinished, milliseconds: started.elapsed().as_millis() as u64 }
}

/// Plays the schedules of a world.
pub fn hunt_world(
    stage: &Arc<ifrace_sim::world::Stage>,
    settings: &Settings,
    stop_at_first: bool,
    threads: NonZeroUsize,
    until: &Until,
) -> Hunted {
    // Nothing is packed, so the width of keys does not matter.
    let (world, over) = (World::<1>::new(Arc::clone(stage)), Arc::new(AtomicBool::new(false)));
    let systems = Arena::for_threads(&world, threads.get(), &over);
    let mut hunted = hunt(systems, settings, stop_at_first, until, &over, &Meter::new());
    if hunted.report.total().schedules == 0 && hunted.unfinished > 0 {
        hunted.report = again(&world, settings, hunted.unfinished, hunted.milliseconds);
    }
    hunted
}
