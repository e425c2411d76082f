//! Searching one race: first every state, then random schedules if there are too many.

use super::cause;
use super::cell::Cell;
use crate::interrupt::Interrupt;
use ifrace_report::races::{Claim, Found, Race, Says, Searched};
use ifrace_sim::explore::{self, Control, Counts, Ended, Limits};
use ifrace_sim::hunt;
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, TOO_SMALL, World};
use std::sync::Arc;

const INTERRUPTED: &str = "interrupted";

/// How far a race is searched.
pub(super) struct Budget {
    pub(super) seed: u64,
    pub(super) states: u64,
    pub(super) schedules: u64,
}

impl Budget {
    /// Searches a race. Its states have short keys unless they turn out not to fit.
    pub(super) fn search(&self, cell: &Cell<'_>, interrupt: &Interrupt) -> Race {
        let stage = match cell.stage() {
            Ok(stage) => Arc::new(stage),
            Err(why) => return cell.open(&format!("it cannot be played: {why}")),
        };
        let short = self.with_keys::<6>(&stage, &cell.claim, interrupt);
        match short.or_else(|| self.with_keys::<12>(&stage, &cell.claim, interrupt)) {
            Some(searched) => cell.race(searched),
            None => cell.open("a state does not fit into a key"),
        }
    }

    /// What is found with keys of so many words; `None` if a state does not fit into one.
    fn with_keys<const WORDS: usize>(&self, stage: &Arc<Stage>, claim: &Claim, interrupt: &Interrupt) -> Option<Searched> {
        let mut world = World::<WORDS>::new(Arc::clone(stage));
        let (stop, limits) = (|| interrupt.is_set(), Limits { states: Some(self.states), ..Limits::default() });
        let control = Control { stop: &stop, ..Control::default() };
        let outcome = explore::search(&mut world, limits, control);
        if world.has_overflowed() {
            return None;
        }
        let mut searched = explored(&outcome.counts, outcome.ended);
        let mut too_small = outcome.counts.reached & TOO_SMALL != 0;
        for found in searched.found.iter_mut().filter(|found| claim.says(found.violated) == Says::Never) {
            found.cause = cause::of_shortest(&mut world, found, control);
        }
        if outcome.ended == Ended::States {
            too_small |= self.hunt(&mut world, claim, interrupt, &mut searched);
        }
        if too_small {
            searched.open = Some("the world is too small for it".to_owned());
        }
        Some(searched)
    }

    /// Plays random schedules, and adds what they show beside the states. Whether the world was too small for one of them.
    fn hunt<const WORDS: usize>(
        &self,
        world: &mut World<WORDS>,
        claim: &Claim,
        interrupt: &Interrupt,
        searched: &mut Searched,
    ) -> bool {
        let settings = hunt::Settings { faults: true, ..hunt::Settings::new(self.seed, self.schedules) };
        let report = hunt::hunt(world, &settings, &|| interrupt.is_set(), &mut |_| ());
        let played = report.total().schedules;
        searched.schedules = played - report.too_long.count;
        if played < self.schedules {
            searched.open = Some(INTERRUPTED.to_owned());
        }
        let known = searched.found.iter().fold(0, |bits, found| bits | found.violated.bit());
        for violated in Violated::of_bits(report.violated() & !known) {
            let schedule = report.finding(violated as u32).map(|finding| finding.schedule);
            let mut found = Found { violated, depth: None, schedule, cause: None };
            if claim.says(violated) == Says::Never {
                found.cause = cause::of_schedule(world, &found, &settings);
            }
            searched.found.push(found);
        }
        searched.found.sort_by_key(|found| found.violated);
        let reached = |one: &Property| searched.reached.contains(one) || report.reached[*one as usize] > 0;
        searched.reached = Property::ALL.iter().copied().filter(reached).collect();
        report.reached[TOO_SMALL.trailing_zeros() as usize] > 0
    }
}

/// What an exhaustive search gave, without causes.
fn explored(counts: &Counts, ended: Ended) -> Searched {
    let found = |violated: Violated| {
        let depth = counts.first[violated as usize];
        Found { violated, depth, schedule: None, cause: None }
    };
    let open = match ended {
        Ended::Exhausted | Ended::States | Ended::Found => None,
        Ended::Interrupted => Some(INTERRUPTED),
        Ended::Memory | Ended::Depth => Some("there was no memory left for it"),
    };
    Searched {
        states: counts.states,
        exhausted: ended == Ended::Exhausted,
        schedules: 0,
        found: Violated::of_bits(counts.violated()).map(found).collect(),
        reached: Property::of_bits(counts.reached).collect(),
        open: open.map(str::to_owned),
    }
}
