//! One schedule, from its beginning to its end.

use super::played::{END, Played, Steps};
use super::{Settings, Watch};
use crate::rng::Rng;
use crate::scheduler::{Faults, Scheduler};
use crate::system::{Choice, System};

/// A schedule that is being played.
pub(super) struct Run<State> {
    state: State,
    rng: Rng,
    faults: Faults,
    played: Played,
}

impl<State: Copy> Run<State> {
    pub(super) fn begin<S: System<State = State>>(system: &mut S, settings: &Settings, schedule: u64) -> Self {
        let (rng, played) = (Rng::for_case(settings.seed, schedule), Played::new(schedule));
        Self { state: system.initial(), rng, faults: Faults::default(), played }
    }

    /// Makes a step, or judges the end if there is none. Whether there was one.
    #[inline(always)]
    pub(super) fn step<S: System<State = State>, P: Scheduler, W: Watch>(
        &mut self,
        system: &mut S,
        scheduler: &mut P,
        settings: &Settings,
        steps: &mut Steps,
        watch: &mut W,
    ) -> bool {
        let (state, played) = (&mut self.state, &mut self.played);
        let enabled = system.enabled(state);
        if enabled == 0 {
            played.saw(END, system.end(state), steps);
            return false;
        }
        if played.steps == settings.max_steps {
            played.too_long = true;
            return false;
        }
        let actor = scheduler.choose(enabled, &mut self.rng);
        let variants = if settings.faults { system.variants(state, u32::from(actor)) } else { 1 };
        let choice = Choice { actor, variant: self.faults.variant(variants, &mut self.rng) };
        let seen = system.step(state, choice);
        watch.step(choice, seen);
        played.saw(u64::from(choice.variant) << 8 | u64::from(choice.actor), seen, steps);
        played.moved(enabled, choice.actor);
        true
    }

    pub(super) fn end(mut self) -> Played {
        // The hashes of all schedules are added, so their bits are spread.
        self.played.hash = Rng::new(self.played.hash).next_u64();
        self.played
    }
}

/// Plays a schedule.
#[inline]
pub(super) fn run<S: System, P: Scheduler, W: Watch>(
    system: &mut S,
    scheduler: &mut P,
    settings: &Settings,
    schedule: u64,
    steps: &mut Steps,
    watch: &mut W,
) -> Played {
    let mut run = Run::begin(system, settings, schedule);
    scheduler.begin();
    watch.begin(schedule);
    while run.step(system, scheduler, settings, steps, watch) {}
    scheduler.end();
    let played = run.end();
    watch.end(schedule, &played);
    played
}
