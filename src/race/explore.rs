//! An exhaustive search on several threads.

use super::arena::{Arena, Visit};
use super::{Meter, Over, TOO_SMALL, Until};
use crate::interrupt::Interrupt;
use ifrace_report::run::grouped;
use ifrace_sim::explore::{Control, Counts, Ended, Limits, NoWay, Outcome, Search, counterexample};
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::World;
use ifrace_sim::world::violated::Violated;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

/// How long a shortest run is looked for after a signal.
const GRACE: Duration = Duration::from_secs(5);

/// What an exhaustive search counted.
#[derive(Clone, Debug)]
pub struct Explored {
    /// How it ended, with its counts.
    pub outcome: Outcome,
    /// What ended it from outside, if anything did.
    pub over: Option<Over>,
    /// How long it took.
    pub milliseconds: u64,
}

/// Sees every state, with a thread for each system.
pub fn explore<S: System<Key: Send + Sync> + Send>(mut systems: Vec<S>, limits: Limits, until: &Until) -> Explored {
    let (started, meter) = (Instant::now(), Meter::new());
    let (stop, progress) = (|| until.over().is_some(), |counts: &Counts| meter.show(|| in_words(counts)));
    let control = Control { stop: &stop, progress: &progress };
    let workers = NonZeroUsize::new(systems.len()).unwrap_or_else(|| unreachable!("there is a thread at least"));
    let search = Search::new(&mut systems[0], workers, limits, control);
    thread::scope(|scope| {
        for mut system in systems {
            let search = &search;
            scope.spawn(move || search.work(&mut system));
        }
    });
    meter.finish();
    let outcome = search.outcome();
    let over = if outcome.ended == Ended::Interrupted { until.over() } else { None };
    Explored { outcome, over, milliseconds: started.elapsed().as_millis() as u64 }
}

fn in_words(counts: &Counts) -> String {
    let permille = counts.already_seen_permille();
    let numbers = [counts.states, counts.transitions, counts.depth.into(), counts.frontier].map(grouped);
    let [states, transitions, depth, frontier] = numbers;
    format!(
        "{states} states, {transitions} transitions, depth {depth}, {}.{} % already seen, frontier {frontier}",
        permille / 10,
        permille % 10
    )
}

/// What the search of a world found: its counts, and for each violation a shortest run, or why there is none.
pub type ExploredWorld = (Explored, Vec<(Violated, Result<Vec<Choice>, NoWay>)>);

/// Sees every state of a world, and finds the shortest runs.
struct Whole<'a> {
    limits: Limits,
    threads: NonZeroUsize,
    time: Option<Duration>,
    interrupt: &'a Interrupt,
}

impl Visit for Whole<'_> {
    type Output = ExploredWorld;

    fn visit<const WORDS: usize>(self, world: &World<WORDS>) -> ExploredWorld {
        let never = Arc::new(AtomicBool::new(false));
        let systems = Arena::for_threads(world, self.threads.get(), &never);
        let explored = explore(systems, self.limits, &Until::new(self.interrupt, self.time));
        let mut arena = Arena::for_threads(world, 1, &never);
        let ways = arena.first_mut().map(|arena| ways(arena, &explored.outcome.counts, self.limits, self.interrupt));
        (explored, ways.unwrap_or_default())
    }
}

/// Explores the world of a stage.
pub fn explore_world(
    stage: &Arc<ifrace_sim::world::Stage>,
    limits: Limits,
    threads: NonZeroUsize,
    time: Option<Duration>,
    interrupt: &Interrupt,
) -> ExploredWorld {
    super::with_world(stage, Whole { limits, threads, time, interrupt })
}

/// The shortest runs to everything that is violated. One that shows several of them as early as each can be stands for all.
fn ways<S: System>(
    system: &mut S,
    counts: &Counts,
    limits: Limits,
    interrupt: &Interrupt,
) -> Vec<(Violated, Result<Vec<Choice>, NoWay>)> {
    let asked = Instant::now();
    let was_interrupted = interrupt.is_set();
    let stop = || if was_interrupted { asked.elapsed() >= GRACE } else { interrupt.is_set() };
    let control = Control { stop: &stop, progress: &|_| {} };
    let mut known: Vec<(u32, Vec<Choice>, u32)> = Vec::new();
    let mut all = Vec::new();
    for violated in Violated::of_bits(counts.violated()) {
        let depth = counts.first[violated as usize];
        let same = known.iter().find(|(seen, _, at)| seen & violated.bit() != 0 && Some(*at) == depth);
        let way = match same {
            Some((_, way, _)) => Ok(way.clone()),
            None => counterexample(system, violated.bit(), &Limits { depth, states: None, ..limits }, &control),
        };
        if let (Ok(way), Some(depth)) = (&way, depth) {
            known.push((shown_last(system, way), way.clone(), depth));
        }
        all.push((violated, way));
    }
    all
}

/// What the last step of a run, and its end, violate.
fn shown_last<S: System>(system: &mut S, way: &[Choice]) -> u32 {
    let mut state = system.initial();
    let mut last = 0;
    for choice in way {
        last = system.step(&mut state, *choice).violated;
    }
    if system.enabled(&state) == 0 { last | system.end(&state).violated } else { last }
}

impl Explored {
    /// Why it is not everything, in words.
    pub fn ended_early(&self) -> Vec<String> {
        let mut why = Vec::new();
        match self.outcome.ended {
            Ended::Exhausted | Ended::Found => {}
            Ended::Interrupted => why.push(self.over.map_or("interrupted", Over::in_words).to_owned()),
            Ended::States => why.push("as many states were seen as were allowed (--budget-states)".to_owned()),
            Ended::Memory => why.push("the memory was used up (--budget-memory)".to_owned()),
            Ended::Depth => why.push("no more steps were allowed".to_owned()),
        }
        if self.outcome.counts.reached & TOO_SMALL != 0 {
            why.push(
                "the world was too small for some runs, which say nothing; take fewer guests, cycles or interfaces".to_owned(),
            );
        }
        why
    }
}
