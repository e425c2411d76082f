//! Plays the steps of a trace one after the other.

use super::compare::{Agreement, compare, violated};
use super::words::{as_data, in_words, of_verdict, shows};
use super::{Able, Departure, Difference, Divergence, Mode, actors, finish};
use crate::system::{Choice, System};
use crate::trace::{self, Located, RunEvent, Step, Trace};
use crate::world::{Recorded, Stage, State, World};
use std::slice;
use std::sync::Arc;

/// A run under way.
pub(super) struct Player {
    world: World<1>,
    state: State,
    stage: Arc<Stage>,
    mode: Mode,
    steps: Vec<Recorded>,
    pub(super) choices: Vec<Choice>,
    pub(super) departures: Vec<Departure>,
    pub(super) finished: usize,
}

/// A way to play a step.
struct Attempt {
    agreement: Agreement,
    /// The first of the trace's events that differs.
    place: usize,
    recorded: Recorded,
    events: Vec<RunEvent>,
    state: State,
}

impl Player {
    pub(super) fn new(stage: &Arc<Stage>, mode: Mode) -> Self {
        // Nothing is packed, so the keys may have any size.
        let mut world = World::new(Arc::clone(stage));
        let (state, stage) = (world.initial(), Arc::clone(stage));
        Self { world, state, stage, mode, steps: Vec::new(), choices: Vec::new(), departures: Vec::new(), finished: 0 }
    }

    /// Plays a trace to its end.
    ///
    /// # Errors
    /// In strict mode, the first difference.
    pub(super) fn play(&mut self, trace: &Trace) -> Result<(), Divergence> {
        let is_last = |step: &Step| step.events.iter().all(|one| matches!(one.event, RunEvent::Violation(_)));
        let (steps, last) = match trace.steps.split_last() {
            Some((last, steps)) if is_last(last) => (steps, Some(last)),
            _ => (&*trace.steps, None),
        };
        for step in steps {
            self.step(step)?;
        }
        if self.mode == Mode::Lenient {
            let choices = finish::finish(&mut self.world, &mut self.state);
            self.finished = choices.len();
            self.choices.extend(choices);
            return Ok(());
        }
        self.judge(trace, last)
    }

    fn step(&mut self, step: &Step) -> Result<(), Divergence> {
        let wanted: Vec<RunEvent> = step.events.iter().map(|one| one.event.clone()).collect();
        let best = self.best(&wanted);
        let divergence = match &best {
            Some(Attempt { agreement: Agreement::All, .. }) => None,
            _ => Some(self.divergence(step, best.as_ref())),
        };
        let playable = best.filter(|one| one.agreement > Agreement::Nothing);
        match divergence {
            Some(divergence) if self.mode == Mode::Strict => return Err(divergence),
            Some(divergence) => {
                let lines = step.events.iter().map(|one| one.line);
                let skipped = if playable.is_some() { Vec::new() } else { lines.collect() };
                self.departures.push(Departure { divergence, skipped });
            }
            None => {}
        }
        if let Some(attempt) = playable {
            self.state = attempt.state;
            self.choices.push(attempt.recorded.choice);
            self.steps.push(attempt.recorded);
        }
        Ok(())
    }

    /// The way to play a step that agrees best with it; `None` if nobody who is meant can move.
    fn best(&mut self, wanted: &[RunEvent]) -> Option<Attempt> {
        let first = wanted.iter().find(|event| !matches!(event, RunEvent::Violation(_)))?;
        let enabled = self.world.enabled(&self.state);
        let meant = |actor: &u8| enabled >> actor & 1 != 0 && actors::is_meant(self.world.mover(*actor), first);
        let meant: Vec<u8> = actors::all(&self.stage).filter(meant).collect();
        let mut best: Option<Attempt> = None;
        for actor in meant {
            for variant in 0..self.world.variants(&self.state, actor.into()) {
                let attempt = self.attempt(wanted, Choice { actor, variant: variant as u8 });
                // A guest has no hypervisor's death to die unless that is its task.
                if attempt.agreement == Agreement::Nothing && matches!(first, RunEvent::HypervisorDied { .. }) {
                    continue;
                }
                if best.as_ref().is_none_or(|best| best.agreement < attempt.agreement) {
                    best = Some(attempt);
                }
                if best.as_ref().is_some_and(|best| best.agreement == Agreement::All) {
                    return best;
                }
            }
        }
        best
    }

    fn attempt(&mut self, wanted: &[RunEvent], choice: Choice) -> Attempt {
        let mut state = self.state;
        let recorded = self.world.record_step(&mut state, choice);
        let events = trace::events(&recorded, &mut 0);
        let (agreement, place) = compare(wanted, &events);
        Attempt { agreement, place, recorded, events, state }
    }

    fn divergence(&mut self, step: &Step, best: Option<&Attempt>) -> Divergence {
        let at = best.map_or(0, |best| best.place);
        let difference = match best {
            None => Difference::CannotMove,
            Some(best) => difference(best),
        };
        let located = &step.events[at.min(step.events.len() - 1)];
        let mut divergence = self.diverged(step.number, located, difference);
        if let (Some(best), Difference::OtherOperation { does } | Difference::OtherAnswer { gets: does }) =
            (best, &mut divergence.difference)
            && does.contains(&divergence.wanted)
        {
            // The words of an event that was changed by hand may be as before.
            divergence.wanted = as_data(slice::from_ref(&located.event));
            *does = as_data(&best.events);
        }
        divergence
    }

    fn diverged(&mut self, step: usize, located: &Located, difference: Difference) -> Divergence {
        Divergence { line: located.line, step, wanted: located.event.to_string(), difference, enabled: self.able() }
    }

    /// Who can move, and what they would do.
    fn able(&mut self) -> Vec<Able> {
        let enabled = self.world.enabled(&self.state);
        let able: Vec<u8> = actors::all(&self.stage).filter(|actor| enabled >> actor & 1 != 0).collect();
        let does = able.into_iter().map(|actor| {
            let mut state = self.state;
            let recorded = self.world.record_step(&mut state, Choice::plain(actor));
            Able { who: actors::name(&self.world, actor), does: in_words(&trace::events(&recorded, &mut 0)) }
        });
        does.collect()
    }

    /// Holds the end of the trace against that of the run.
    fn judge(&mut self, trace: &Trace, last: Option<&Step>) -> Result<(), Divergence> {
        let is_end = self.world.enabled(&self.state) == 0 && !self.world.stuck(&self.state);
        let left = if is_end { self.world.record_end(&self.state) } else { Vec::new() };
        let found: Vec<RunEvent> = left.iter().map(trace::violation).collect();
        let wanted: Vec<RunEvent> = last.iter().flat_map(|step| &step.events).map(|one| one.event.clone()).collect();
        let verdict = trace::verdict(&self.steps, &left);
        let Some((line, recorded)) = &trace.verdict else { return Ok(()) };
        let end = Located { line: *line, event: RunEvent::Verdict(recorded.clone()) };
        if violated(&wanted) != violated(&found) {
            let (step, located) = last.map_or((self.steps.len(), &end), |step| (step.number, &step.events[0]));
            return Err(self.diverged(step, located, Difference::OtherViolations { shows: shows(&found) }));
        }
        if *recorded == verdict {
            return Ok(());
        }
        let shows = of_verdict(&verdict);
        Err(self.diverged(self.steps.len(), &end, Difference::OtherViolations { shows }))
    }
}

fn difference(best: &Attempt) -> Difference {
    match best.agreement {
        Agreement::Nothing => Difference::OtherOperation { does: in_words(&best.events) },
        Agreement::Operation { .. } => Difference::OtherAnswer { gets: in_words(&best.events) },
        Agreement::Answer | Agreement::All => Difference::OtherViolations { shows: shows(&best.events) },
    }
}
