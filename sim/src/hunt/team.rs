//! The schedulers, with what they learnt in a block.

use super::played::{Played, Steps};
use super::run::run;
use super::{Member, Settings, Watch};
use crate::scheduler::{Pct, Random, RoundRobin, Walk};
use crate::system::System;

/// All members of the portfolio. Each learns from its own schedules only.
pub(super) struct Team {
    random: Random,
    walk: Walk,
    pct: [Pct; 4],
    round_robin: RoundRobin,
    /// The steps at which the violations of the last schedule showed.
    pub(super) steps: Steps,
}

impl Team {
    /// A team that has learnt nothing.
    pub(super) fn new() -> Self {
        let pct = [2, 3, 4, 5].map(Pct::new);
        Self { random: Random, walk: Walk::default(), pct, round_robin: RoundRobin::default(), steps: [0; 32] }
    }

    /// Lets a member play a schedule.
    #[inline]
    pub(super) fn play<S: System, W: Watch>(
        &mut self,
        system: &mut S,
        settings: &Settings,
        member: Member,
        schedule: u64,
        watch: &mut W,
    ) -> Played {
        let steps = &mut self.steps;
        match member {
            Member::Random => run(system, &mut self.random, settings, schedule, steps, watch),
            Member::Walk => run(system, &mut self.walk, settings, schedule, steps, watch),
            Member::Pct2 | Member::Pct3 | Member::Pct4 | Member::Pct5 => {
                let pct = &mut self.pct[member as usize - Member::Pct2 as usize];
                run(system, pct, settings, schedule, steps, watch)
            }
            Member::RoundRobin => run(system, &mut self.round_robin, settings, schedule, steps, watch),
        }
    }
}
