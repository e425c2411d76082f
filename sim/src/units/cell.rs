//! The combinations of a plan: each is played in one or more units.

use super::{Expect, claimed};
use crate::hunt::Players;
use crate::release::Release;
use crate::scenario::{Parameter, Parameters, Scenario};
use crate::world::Stage;
use crate::world::violated::Violated;
use std::sync::Arc;

/// A combination of a plan.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A scenario under an era by a scheduler.
    Race(RaceCell),
    /// Histories of a subject.
    History(HistoryCell),
}

/// A scenario under an era by a scheduler.
#[derive(Clone, Debug)]
pub struct RaceCell {
    /// The place of its group among the races of the plan.
    pub group: usize,
    /// The word that names the scenario.
    pub word: String,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The values of its parameters that the plan gives.
    pub parameters: Parameters,
    /// The scenario made ready for the era.
    pub stage: Arc<Stage>,
    /// Who plays.
    pub players: Players,
    /// What counts as a failure.
    pub expect: Expect,
    /// How many schedules are played in all units.
    pub schedules: u64,
    pub(super) per_unit: u64,
}

/// Histories of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCell {
    /// The place of its group among the histories of the plan.
    pub group: usize,
    /// The identifier of the subject.
    pub subject: String,
    /// How many histories are played in all units.
    pub cases: u64,
    /// How many operations each has.
    pub length: usize,
    pub(super) per_unit: u64,
}

impl Cell {
    /// How many units it is played in.
    pub fn units(&self) -> u64 {
        let (all, most) = self.size();
        all.div_ceil(most)
    }

    /// How much is played in one of its units: all have the same, or one more.
    pub(super) fn share(&self, chunk: u64) -> u64 {
        let (all, units) = (self.size().0, self.units());
        all / units + u64::from(chunk < all % units)
    }

    const fn size(&self) -> (u64, u64) {
        match self {
            Self::Race(cell) => (cell.schedules, cell.per_unit),
            Self::History(cell) => (cell.cases, cell.per_unit),
        }
    }
}

impl RaceCell {
    /// The era.
    pub fn release(&self) -> Release {
        self.stage.release
    }

    /// What has to be violated under the era, by what the scenario claims.
    pub fn breaks(&self) -> Vec<Violated> {
        claimed::breaks(&self.scenario, self.release())
    }

    /// What is never violated under the era, by what the scenario claims.
    pub fn never(&self) -> Vec<Violated> {
        claimed::never(&self.scenario, self.release())
    }

    /// Whether it is played as the scenario's claims suppose.
    pub fn has_defaults(&self) -> bool {
        let default = |parameter| self.scenario.parameters.iter().find(|one| one.parameter == parameter).map(|one| one.default);
        Parameter::ALL.into_iter().all(|one| self.parameters.get(one).is_none_or(|value| default(one) == Some(value)))
    }

    /// The identifier of who plays.
    pub const fn scheduler(&self) -> &'static str {
        match self.players {
            Players::Portfolio => "portfolio",
            Players::One(member) => member.id(),
        }
    }

    /// The command that plays this many of its schedules with a seed.
    pub fn command(&self, seed: u64, count: u64) -> String {
        let mut text = format!("ifrace search {} --era {}", self.word, self.release().id());
        for (parameter, value) in Parameter::ALL.into_iter().filter_map(|one| Some((one, self.parameters.get(one)?))) {
            text.push_str(&format!(" --{parameter} {value}"));
        }
        text + &format!(" --scheduler {} --seed {seed} --schedules {count}", self.scheduler())
    }
}
