//! The races of a campaign, judged by the claims of their scenarios.

use crate::races::{Claim, Found, Race, RaceVerdict, Says, Searched};
use ifrace_sim::units::{Campaign, Cell, Expect, Outcome, RaceCell, RaceOutcome, UnitSet};
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;
use std::collections::BTreeMap;

/// A scenario under an era, by all schedulers of its group.
#[derive(Clone, Debug)]
pub struct RaceRow {
    /// The place of its group among the races of the plan.
    pub group: usize,
    /// What was found, beside what is expected in this campaign.
    pub race: Race,
    /// How many units it has.
    pub units: u64,
    /// How many of them have no result.
    pub missing: u64,
    /// How many steps its schedules have.
    pub steps: u64,
    /// How many schedules violate something.
    pub violated: BTreeMap<Violated, u64>,
    /// How many schedules reach something.
    pub reached: BTreeMap<Property, u64>,
    /// The hash of everything that was played.
    pub hash: u64,
    /// What the scenario itself claims.
    pub claim: Claim,
    /// What has to be found and was not.
    pub missed: Vec<Violated>,
}

impl RaceRow {
    /// What the scenario claims of a violation, and whether it is a failure of the campaign.
    pub fn says(&self, violated: Violated) -> (Says, bool) {
        (self.claim.says(violated), self.race.claim.says(violated) == Says::Never)
    }

    /// What is violated and is a failure.
    pub fn failures(&self) -> impl Iterator<Item = Violated> + '_ {
        self.violated.keys().copied().filter(|one| self.says(*one).1)
    }

    /// What it comes to.
    pub fn verdict(&self) -> RaceVerdict {
        self.race.verdict()
    }

    /// Why it is unknown although everything was played.
    pub fn doubt(&self) -> Option<String> {
        (self.missing == 0).then(|| self.race.why_unknown()).flatten()
    }

    /// How many schedules were played.
    pub const fn schedules(&self) -> u64 {
        self.race.searched.schedules
    }
}

/// Every scenario under every era, in the order of the plan.
pub(super) fn rows(campaign: &Campaign, units: &UnitSet) -> Vec<RaceRow> {
    let mut builders: Vec<Builder<'_>> = Vec::new();
    let mut places = Vec::new();
    for cell in &campaign.cells {
        let Cell::Race(race) = cell else {
            places.push(None);
            continue;
        };
        let key = |one: &Builder<'_>| {
            one.cell.group == race.group && one.cell.word == race.word && one.cell.release() == race.release()
        };
        let place = builders.iter().rposition(key).unwrap_or_else(|| {
            builders.push(Builder::new(race));
            builders.len() - 1
        });
        builders[place].units += cell.units();
        places.push(Some(place));
    }
    for line in units.iter() {
        let place = campaign.cell_of(line.unit).and_then(|cell| places[cell]);
        if let (Some(place), Outcome::Race(outcome)) = (place, &line.outcome) {
            builders[place].add(outcome);
        }
    }
    builders.into_iter().map(|builder| builder.finish(campaign.plan.canaries)).collect()
}

struct Builder<'c> {
    cell: &'c RaceCell,
    units: u64,
    played: u64,
    sum: RaceOutcome,
    causes: BTreeMap<Violated, String>,
}

impl<'c> Builder<'c> {
    fn new(cell: &'c RaceCell) -> Self {
        let sum = RaceOutcome {
            schedules: 0,
            steps: 0,
            too_long: 0,
            too_small: 0,
            reached: BTreeMap::new(),
            violated: BTreeMap::new(),
            hash: 0,
            failures: Vec::new(),
        };
        Self { cell, units: 0, played: 0, sum, causes: BTreeMap::new() }
    }

    fn add(&mut self, outcome: &RaceOutcome) {
        let sum = &mut self.sum;
        self.played += 1;
        sum.schedules += outcome.schedules;
        sum.steps += outcome.steps;
        sum.too_long += outcome.too_long;
        sum.too_small += outcome.too_small;
        sum.hash = sum.hash.wrapping_add(outcome.hash);
        outcome.reached.iter().for_each(|(one, count)| *sum.reached.entry(*one).or_default() += count);
        outcome.violated.iter().for_each(|(one, count)| *sum.violated.entry(*one).or_default() += count);
        for failure in &outcome.failures {
            self.causes.entry(failure.violated).or_insert_with(|| failure.cause.clone());
        }
    }

    fn open(&self) -> Option<String> {
        let RaceOutcome { too_long, too_small, .. } = self.sum;
        if self.played < self.units {
            Some(format!("{} of {} units were not played", self.units - self.played, self.units))
        } else if too_small > 0 {
            Some(format!("the world was too small for {too_small} schedules; take fewer guests, cycles or interfaces"))
        } else if too_long > 0 {
            Some(format!("{too_long} schedules had no end"))
        } else {
            None
        }
    }

    fn finish(self, canaries: bool) -> RaceRow {
        let (cell, open) = (self.cell, self.open());
        let claim = Claim { breaks: cell.breaks(), never: cell.never(), about: cell.scenario.about.clone() };
        let found = self.sum.violated.keys().map(|violated| Found {
            violated: *violated,
            depth: None,
            schedule: None,
            cause: self.causes.get(violated).cloned(),
        });
        let searched = Searched {
            schedules: self.sum.schedules,
            found: found.collect(),
            reached: self.sum.reached.keys().copied().collect(),
            open,
            ..Searched::default()
        };
        let is_found = |violated: &&Violated| self.sum.violated.contains_key(violated);
        let wants_canaries = canaries && cell.has_defaults() && cell.expect != Expect::Nothing && searched.open.is_none();
        let missed = claim.breaks.iter().filter(|one| wants_canaries && !is_found(one)).copied().collect();
        let expected = expected(cell.expect, &claim, is_found);
        let (scenario, era) = (cell.scenario.name.clone(), cell.release().id());
        RaceRow {
            group: cell.group,
            race: Race { scenario, era, claim: expected, searched },
            units: self.units,
            missing: self.units - self.played,
            steps: self.sum.steps,
            violated: self.sum.violated,
            reached: self.sum.reached,
            hash: self.sum.hash,
            claim,
            missed,
        }
    }
}

/// What this campaign expects, as a claim: what is claimed to break does not have to be found by every campaign, so only what was
/// found is in it; and where something is claimed to break, nothing has to be reached.
fn expected(expect: Expect, claim: &Claim, is_found: impl Fn(&&Violated) -> bool) -> Claim {
    let about = if claim.breaks.is_empty() { claim.about.clone() } else { Vec::new() };
    let breaks: Vec<Violated> = claim.breaks.iter().filter(is_found).copied().collect();
    let others = Violated::ALL.iter().filter(|one| !claim.breaks.contains(one)).copied();
    match expect {
        Expect::Claims => Claim { breaks, never: others.collect(), about },
        Expect::Never => Claim { breaks, never: claim.never.clone(), about },
        Expect::Nothing => Claim { breaks: Vec::new(), never: Violated::ALL.to_vec(), about },
    }
}
