//! What is to be searched: a scenario under an era.

use ifrace_report::races::{Claim, Race, Searched};
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::world::Stage;
use ifrace_sim::world::violated::Violated;

/// A scenario under an era, with what it claims of it.
pub(super) struct Cell<'a> {
    scenario: &'a Scenario,
    era: &'a str,
    pub(super) claim: Claim,
}

/// Every scenario under every era of which it claims something: the releases in their order, then the others as they come.
pub(super) fn all(scenarios: &[Scenario]) -> Vec<Cell<'_>> {
    let of = |scenario| eras(scenario).into_iter().map(move |era| Cell { scenario, era, claim: claim(scenario, era) });
    scenarios.iter().flat_map(of).collect()
}

fn eras(scenario: &Scenario) -> Vec<&str> {
    let named = scenario.breaks.iter().map(|one| one.era.as_str()).chain(scenario.holds.iter().map(|one| one.era.as_str()));
    let mut eras: Vec<&str> = Vec::new();
    for era in named {
        if !eras.contains(&era) {
            eras.push(era);
        }
    }
    eras.sort_by_key(|era| Release::rank(era));
    eras
}

/// Everything that is claimed of an era, in the order of violations.
pub(crate) fn claim(scenario: &Scenario, era: &str) -> Claim {
    let breaks = scenario.breaks.iter().filter(|one| one.era == era).flat_map(|one| &one.violated);
    let never = scenario.holds.iter().filter(|one| one.era == era).flat_map(|one| &one.never);
    let bits = |all: &mut dyn Iterator<Item = &Violated>| all.fold(0, |bits, one| bits | one.bit());
    let (breaks, never) = (bits(&mut breaks.into_iter()), bits(&mut never.into_iter()));
    let list = |bits| Violated::of_bits(bits).collect();
    Claim { breaks: list(breaks), never: list(never), about: scenario.about.clone() }
}

impl Cell<'_> {
    /// The scenario made ready for the era.
    pub(super) fn stage(&self) -> Result<Stage, String> {
        let plan = self.scenario.plan(&Parameters::default()).map_err(|error| error.to_string())?;
        let release = Release::parse(self.era).map_err(|error| error.to_string())?;
        Stage::new(plan, release).map_err(|error| error.to_string())
    }

    /// The race of which this was found.
    pub(super) fn race(&self, searched: Searched) -> Race {
        let Self { scenario, era, claim } = self;
        Race { scenario: scenario.name.clone(), era: (*era).to_owned(), claim: claim.clone(), searched }
    }

    /// The race of which nothing was found, and why.
    pub(super) fn open(&self, why: &str) -> Race {
        self.race(Searched { open: Some(why.to_owned()), ..Searched::default() })
    }
}
