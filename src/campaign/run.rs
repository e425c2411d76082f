//! Playing the units of a shard on several threads.

use super::play::play;
use super::{Budget, Ended, Folder};
use crate::commands::CommandError;
use crate::progress::Progress;
use ifrace_sim::units::{Campaign, Line, Outcome, Shard};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How far a run came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progressed {
    /// How many units it was to play.
    pub wanted: u64,
    /// How many it played.
    pub played: u64,
    /// Why it ended before it had played all of them.
    pub ended: Option<Ended>,
}

/// What threads share.
struct Shared<'a> {
    campaign: &'a Campaign,
    budget: &'a Budget,
    progress: &'a Progress,
    /// The units that are to be played.
    open: &'a [u64],
    /// The next of them.
    next: AtomicUsize,
    schedules: AtomicU64,
    written: Mutex<Written<'a>>,
}

struct Written<'a> {
    folder: &'a mut Folder,
    played: u64,
    ended: Option<Ended>,
    error: Option<CommandError>,
}

/// Plays the units of a shard that have not been played, and writes what each gives. Units under way are played to their end.
///
/// # Errors
/// A result cannot be written, or a unit cannot be played because of a defect.
pub fn run(
    campaign: &Campaign,
    folder: &mut Folder,
    shard: Shard,
    threads: NonZeroUsize,
    budget: &Budget,
) -> Result<Progressed, CommandError> {
    let own = (0..campaign.units()).filter(|unit| shard.has(*unit));
    let open: Vec<u64> = own.filter(|unit| !folder.units.is_played(*unit)).collect();
    let progress = Progress::new(open.len() as u64);
    let written = Mutex::new(Written { folder, played: 0, ended: None, error: None });
    let (next, schedules) = (AtomicUsize::new(0), AtomicU64::new(0));
    let shared = Shared { campaign, budget, progress: &progress, open: &open, next, schedules, written };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.get().min(open.len())).map(|_| scope.spawn(|| shared.work())).collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    });
    progress.finish();
    let Written { played, ended, error, .. } = shared.written.into_inner().unwrap_or_else(PoisonError::into_inner);
    let wanted = open.len() as u64;
    error.map_or(Ok(Progressed { wanted, played, ended: ended.filter(|_| played < wanted) }), Err)
}

impl Shared<'_> {
    /// Plays one unit after the other until none is left, or no further one may be begun.
    fn work(&self) {
        loop {
            if let Some(why) = self.budget.over(self.schedules.load(Relaxed)) {
                self.with(|written| written.ended.get_or_insert(why).to_owned());
                return;
            }
            let Some(unit) = self.open.get(self.next.fetch_add(1, Relaxed)) else { return };
            let outcome = play(self.campaign, *unit);
            if let Ok(Outcome::Race(race)) = &outcome {
                self.schedules.fetch_add(race.schedules, Relaxed);
            }
            if !self.with(|written| written.add(*unit, outcome)) {
                return;
            }
            self.progress.advance(1);
        }
    }

    fn with<T>(&self, action: impl FnOnce(&mut Written<'_>) -> T) -> T {
        action(&mut self.written.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Written<'_> {
    /// Adds what a unit gave. Whether the work goes on: after an error nothing more is written.
    fn add(&mut self, unit: u64, outcome: Result<Outcome, String>) -> bool {
        if self.error.is_some() {
            return false;
        }
        let outcome = outcome.map_err(|why| CommandError::Internal(format!("unit {unit}: {why}")));
        match outcome.and_then(|outcome| self.folder.add(Line { unit, outcome })) {
            Ok(()) => self.played += 1,
            Err(error) => self.error = Some(error),
        }
        self.error.is_none()
    }
}
