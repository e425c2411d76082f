//! The search for something simpler.

use super::best::{self, Best};
use super::candidate::Candidate;
use super::player::Player;
use super::proof::{EndedEarly, Proof, Shortest};
use super::step::{Step, measure, switches};
use super::{Limits, Minimal, Progress, What};
use crate::release::Release;
use crate::world::violated::Violated;
use std::collections::BTreeSet;

/// A search for something simpler.
pub(super) struct Search<'a> {
    pub(super) release: Release,
    pub(super) wanted: Violated,
    pub(super) limits: &'a Limits,
    pub(super) stop: &'a (dyn Fn() -> bool + Sync),
    pub(super) progress: &'a mut dyn FnMut(&Progress),
    pub(super) best: Best,
    pub(super) tries: u64,
    /// How many states were seen by searches of all runs.
    pub(super) states: u64,
    /// What cannot be left out of the best.
    pub(super) needed: BTreeSet<What>,
    /// Without what no run fails.
    pub(super) unavoidable: BTreeSet<What>,
    pub(super) shortest: Shortest,
    pub(super) ended_early: Option<EndedEarly>,
}

impl Search<'_> {
    /// Goes on until nothing can be left out, or until it must end.
    pub(super) fn run(&mut self) {
        self.pass(What::Guest);
        self.find_few_guests();
        loop {
            for what in What::ALL {
                if !self.needed.contains(&what) && self.ended_early.is_none() {
                    self.pass(what);
                }
            }
            let all = self.needed.len() == What::ALL.len();
            if self.ended_early.is_some() || all && !self.sort_guests() && !self.find_smaller() && !self.find_shorter() {
                return;
            }
        }
    }

    /// Tries to leave out everything of a kind.
    fn pass(&mut self, what: What) {
        let better = if what == What::Step { self.thin_all() } else { self.try_all(what) };
        if !better && self.ended_early.is_none() {
            self.needed.insert(what);
        }
    }

    /// Tries every candidate of a kind. Whether one was better.
    fn try_all(&mut self, what: What) -> bool {
        let (mut at, mut any) = (0, false);
        let mut candidates = what.candidates(&self.best);
        while let Some(candidate) = candidates.get(at) {
            if self.try_out(what, candidate) {
                any = true;
                // Those before were tried, and are as many as before or fewer.
                candidates = what.candidates(&self.best);
            } else {
                at += 1;
            }
        }
        any
    }

    /// Whether a candidate is better than the best, which it is from now on if so.
    pub(super) fn try_out(&mut self, what: What, candidate: &Candidate) -> bool {
        let Some(plan) = &candidate.plan else {
            let play = |search: &mut Self, manner| best::play(&mut search.best.world, search.wanted, &candidate.steps, manner);
            return candidate.manners.iter().any(|manner| {
                let played = if self.may_try(what) { play(self, *manner) } else { None };
                let better = played.filter(|steps| measure(steps) < measure(&self.best.steps));
                better.map(|steps| self.improve(steps)).is_some()
            });
        };
        let Ok(mut world) = best::world(plan, self.release) else { return false };
        for manner in candidate.manners {
            if self.may_try(what)
                && let Some(steps) = best::play(&mut world, self.wanted, &candidate.steps, *manner)
            {
                self.best = Best { plan: plan.clone(), world, steps: Vec::new() };
                self.unavoidable.clear();
                self.improve(steps);
                return true;
            }
        }
        false
    }

    fn improve(&mut self, steps: Vec<Step>) {
        if steps.len() != self.best.steps.len() {
            self.shortest = Shortest::Unknown;
        }
        self.best.steps = steps;
        self.needed.clear();
    }

    /// Whether one more run may be played.
    fn may_try(&mut self, what: What) -> bool {
        if self.ended_early.is_none() && (self.stop)() {
            self.ended_early = Some(EndedEarly::Stopped);
        } else if self.ended_early.is_none() && self.tries >= self.limits.tries {
            self.ended_early = Some(EndedEarly::Tries(self.limits.tries));
        }
        if self.ended_early.is_none() {
            self.tries += 1;
            self.report(Some(what));
        }
        self.ended_early.is_none()
    }

    pub(super) fn report(&mut self, what: Option<What>) {
        let Best { plan, steps, .. } = &self.best;
        let (guests, switches) = (plan.guests.len(), switches(steps));
        (self.progress)(&Progress { what, tries: self.tries, guests, steps: steps.len(), switches });
    }

    /// What it has come to.
    pub(super) fn into_minimal(mut self) -> Minimal {
        let mut player = Player::new(&mut self.best.world, self.wanted);
        player.played.clone_from(&self.best.steps);
        let choices = player.choices();
        let minimal_in =
            Proof { needed: self.needed, unavoidable: self.unavoidable, shortest: self.shortest, ended_early: self.ended_early };
        let (steps, switches) = (self.best.steps.len(), switches(&self.best.steps));
        Minimal { plan: self.best.plan, choices, steps, switches, tries: self.tries, states: self.states, minimal_in }
    }
}
