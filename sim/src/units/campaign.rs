//! A plan with all that it names: a fixed row of units.

use super::{CampaignPlan, Cell, Digest, HistoryCell, RaceCell};
use crate::Rng;

/// A plan with all that it names: a fixed row of units.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The plan.
    pub plan: CampaignPlan,
    /// The plan as text, with every default and all that it names: whoever has it can play the same.
    pub text: String,
    /// The digest of that text.
    pub digest: Digest,
    /// The combinations, in the order of the plan.
    pub cells: Vec<Cell>,
    /// The text of the baseline that the plan names.
    pub baseline: Option<String>,
    /// For each unit its cell, and which of the cell's units it is.
    pub(super) order: Vec<(u32, u32)>,
}

/// What is to be done in a unit.
#[derive(Clone, Copy, Debug)]
pub enum Work<'c> {
    /// Schedules of a race.
    Race(RaceWork<'c>),
    /// Histories of a subject.
    History(HistoryWork<'c>),
}

/// Schedules of a race.
#[derive(Clone, Copy, Debug)]
pub struct RaceWork<'c> {
    /// What is played.
    pub cell: &'c RaceCell,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many schedules are played, from number 0 on.
    pub schedules: u64,
}

/// Histories of a subject.
#[derive(Clone, Copy, Debug)]
pub struct HistoryWork<'c> {
    /// The subject.
    pub cell: &'c HistoryCell,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many histories are played, from case 0 on.
    pub cases: u64,
}

impl Campaign {
    /// How many units there are, from number 0 on.
    pub fn units(&self) -> u64 {
        self.order.len() as u64
    }

    /// The place of a unit's cell among the cells, if there is such a unit.
    pub fn cell_of(&self, unit: u64) -> Option<usize> {
        self.order.get(usize::try_from(unit).ok()?).map(|(cell, _)| *cell as usize)
    }

    /// The seed of a unit: drawn from the digest and the number of the unit.
    pub fn seed(&self, unit: u64) -> u64 {
        Rng::for_case(self.digest.folded(), unit).next_u64()
    }

    /// What is to be done in a unit, if there is such a unit.
    pub fn work(&self, unit: u64) -> Option<Work<'_>> {
        let (cell, chunk) = *self.order.get(usize::try_from(unit).ok()?)?;
        let cell = &self.cells[cell as usize];
        let (seed, share) = (self.seed(unit), cell.share(chunk.into()));
        Some(match cell {
            Cell::Race(cell) => Work::Race(RaceWork { cell, seed, schedules: share }),
            Cell::History(cell) => Work::History(HistoryWork { cell, seed, cases: share }),
        })
    }
}

/// The order of units: the first of each cell, then the second of each that has one, and so on, so that a campaign that ends early
/// has played something of everything.
pub(super) fn order(cells: &[Cell]) -> Vec<(u32, u32)> {
    let most = cells.iter().map(Cell::units).max().unwrap_or_default();
    let round =
        |chunk| cells.iter().zip(0..).filter(move |(cell, _)| chunk < cell.units()).map(move |(_, at)| (at, chunk as u32));
    (0..most).flat_map(round).collect()
}
