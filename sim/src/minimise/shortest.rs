//! Is there a shorter run, or any run with less in the plan?

use super::What;
use super::best::{self, Room};
use super::candidate::Candidate;
use super::player::Manner;
use super::proof::{EndedEarly, Shortest};
use super::roomy::{Searched, search};
use super::search::Search;
use super::smaller::{fewer_guests, smaller};
use super::step::Step;
use crate::system::Choice;
use crate::world::plan::Plan;

impl Search<'_> {
    /// Searches all runs of every plan that has something less. Whether one fails, which is the best from now on if so.
    pub(super) fn find_smaller(&mut self) -> bool {
        self.unavoidable.clear();
        for what in What::ALL.into_iter().filter(|what| !matches!(what, What::Step | What::Switch)) {
            let mut all = self.limits.states > 0;
            for plan in smaller(what, &self.best) {
                match self.try_plan(what, plan) {
                    Tried::Better => return true,
                    Tried::NoneFails => {}
                    Tried::Unknown => all = false,
                }
            }
            if all && self.ended_early.is_none() {
                self.unavoidable.insert(what);
            }
        }
        false
    }

    /// Searches all runs of every plan with some of the guests only, the fewest first. It is done before the guests that are left
    /// have lost what another pair of them would need.
    pub(super) fn find_few_guests(&mut self) {
        for plan in fewer_guests(&self.best.plan) {
            if self.try_plan(What::Guest, plan) == Tried::Better {
                return;
            }
        }
    }

    /// Searches all runs of a plan. If one fails then it is the best from now on.
    fn try_plan(&mut self, what: What, plan: Plan) -> Tried {
        if self.ended_early.is_some() || self.limits.states == 0 {
            return Tried::Unknown;
        }
        // What cannot be played has no run that fails.
        let Ok(mut world) = best::world(&plan, self.release) else { return Tried::NoneFails };
        match self.search(&mut world, None) {
            Searched::None => Tried::NoneFails,
            Searched::Shortest(way) => {
                let steps = steps(&world, &way);
                let better = self.try_out(what, &Candidate { plan: Some(plan), steps, manners: &[Manner::Lenient] });
                if better { Tried::Better } else { Tried::Unknown }
            }
            _ => Tried::Unknown,
        }
    }

    /// Searches every run that is shorter than the best. Whether one fails, which is the best from now on if so.
    pub(super) fn find_shorter(&mut self) -> bool {
        let length = self.best.steps.len() as u32;
        if self.limits.states == 0 || length == 0 || self.shortest != Shortest::Unknown {
            return false;
        }
        let Ok(mut world) = best::world(&self.best.plan, self.release) else { return false };
        let before = self.states;
        let searched = self.search(&mut world, Some(length - 1));
        let states = self.states - before;
        match searched {
            Searched::None => self.shortest = Shortest::Yes { states },
            Searched::TooMany(steps) => self.shortest = Shortest::AtLeast { steps, states },
            Searched::Shortest(way) => {
                let steps = steps(&world, &way);
                return self.try_out(What::Step, &Candidate { plan: None, steps, manners: &[Manner::Lenient] });
            }
            Searched::Stopped | Searched::Unsure => {}
        }
        false
    }

    fn search(&mut self, world: &mut Room, depth: Option<u32>) -> Searched {
        self.report(None);
        let (searched, states) = search(world, self.wanted, self.limits.states, depth, self.stop);
        self.states += states;
        if matches!(searched, Searched::Stopped) {
            self.ended_early = Some(EndedEarly::Stopped);
        }
        searched
    }
}

/// What has come of a plan.
#[derive(PartialEq, Eq)]
enum Tried {
    Better,
    NoneFails,
    Unknown,
}

fn steps(world: &Room, way: &[Choice]) -> Vec<Step> {
    let step = |choice: &Choice| Step { mover: world.mover(choice.actor), variant: choice.variant, command: 0, fails: None };
    way.iter().map(step).collect()
}
