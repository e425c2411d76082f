//! Runs that show what scenarios violate, for a report: one for each violation of each scenario, under the first era that shows it.

use super::Races;
use super::cell::{self, Cell};
use crate::interrupt::Interrupt;
use ifrace_report::races::{Found, Race};
use ifrace_report::report::of::Example;
use ifrace_sim::explore::{Control, Limits, counterexample};
use ifrace_sim::hunt::{self, Settings};
use ifrace_sim::system::Choice;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, World};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A race, with what is to be shown of it.
struct Task<'a> {
    cell: Cell<'a>,
    race: &'a Race,
    wanted: Vec<&'a Found>,
}

/// Finds the runs, on as many threads as there are processors. Where there is none, for example after a signal, there is no example.
pub(in crate::gate) fn examples(races: &Races, found: &[Race], seed: u64, interrupt: &Interrupt) -> Vec<Example> {
    let tasks = tasks(races, found);
    let settings = Settings { faults: true, ..Settings::new(seed, races.schedules) };
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while !interrupt.is_set()
            && let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let own = task.examples(&settings, interrupt);
            all.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZeroUsize::get).min(tasks.len()) {
            scope.spawn(work);
        }
    });
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let place = |one: &Example| found.iter().position(|race| (&race.scenario, &race.era) == (&one.scenario, &one.era));
    all.sort_by_key(|one| (place(one), one.violated));
    all
}

/// The races in their order, as [`cell::all`] gives them; each shows what no race before it has shown of its scenario.
fn tasks<'a>(races: &'a Races, found: &'a [Race]) -> Vec<Task<'a>> {
    let mut shown: Vec<(&str, Violated)> = Vec::new();
    let mut tasks = Vec::new();
    for (cell, race) in cell::all(&races.scenarios).into_iter().zip(found) {
        let mut wanted = Vec::new();
        for found in &race.searched.found {
            let key = (race.scenario.as_str(), found.violated);
            if !shown.contains(&key) {
                shown.push(key);
                wanted.push(found);
            }
        }
        if !wanted.is_empty() {
            tasks.push(Task { cell, race, wanted });
        }
    }
    tasks
}

impl Task<'_> {
    fn examples(&self, settings: &Settings, interrupt: &Interrupt) -> Vec<Example> {
        let Ok(stage) = self.cell.stage().map(Arc::new) else { return Vec::new() };
        let short = self.with_keys::<6>(&stage, settings, interrupt);
        short.or_else(|| self.with_keys::<12>(&stage, settings, interrupt)).unwrap_or_default()
    }

    /// The runs, with keys of so many words; `None` if a state does not fit into one.
    fn with_keys<const WORDS: usize>(
        &self,
        stage: &Arc<Stage>,
        settings: &Settings,
        interrupt: &Interrupt,
    ) -> Option<Vec<Example>> {
        let mut world = World::<WORDS>::new(Arc::clone(stage));
        let stop = || interrupt.is_set();
        let control = Control { stop: &stop, ..Control::default() };
        let mut examples: Vec<Example> = Vec::new();
        for found in &self.wanted {
            // A run that shows several things as early as each can be stands for all of them.
            let known = examples.iter().find(|one| is_as_early(one, found));
            let example = match known {
                Some(known) => Some(Example { violated: found.violated, ..known.clone() }),
                None => way(&mut world, found, settings, control).map(|choices| self.example(&mut world, found, &choices)),
            };
            if world.has_overflowed() {
                return None;
            }
            examples.extend(example);
        }
        Some(examples)
    }

    fn example<const WORDS: usize>(&self, world: &mut World<WORDS>, found: &Found, choices: &[Choice]) -> Example {
        let (mut run, mut left) = world.record(choices);
        // What follows the step that shows it says nothing more.
        if let Some(last) = run.iter().position(|step| step.breaches.iter().any(|breach| breach.violated == found.violated)) {
            if last + 1 < run.len() {
                left.clear();
            }
            run.truncate(last + 1);
        }
        Example { scenario: self.race.scenario.clone(), era: self.race.era.clone(), violated: found.violated, run, left }
    }
}

/// Whether a run has as many steps as a shortest one to something, and its last step or its end shows it.
fn is_as_early(example: &Example, found: &Found) -> bool {
    let last = example.run.last().into_iter().flat_map(|step| &step.breaches).chain(&example.left);
    found.depth == u32::try_from(example.run.len()).ok() && last.into_iter().any(|breach| breach.violated == found.violated)
}

fn way<const WORDS: usize>(
    world: &mut World<WORDS>,
    found: &Found,
    settings: &Settings,
    control: Control<'_>,
) -> Option<Vec<Choice>> {
    match found.schedule {
        Some(schedule) => Some(hunt::schedule(world, settings, schedule)),
        None => {
            let limits = Limits { depth: Some(found.depth?), ..Limits::default() };
            counterexample(world, found.violated.bit(), &limits, &control).ok()
        }
    }
}
