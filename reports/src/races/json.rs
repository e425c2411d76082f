//! Races as JSON.

use super::{Claim, Found, Race, RaceVerdict, Says};
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;
use serde::{Serialize, Serializer};

/// A race as an object of JSON.
#[derive(Debug, Serialize)]
pub(crate) struct RaceObject<'a> {
    scenario: &'a str,
    era: &'a str,
    verdict: RaceVerdict,
    why: Option<String>,
    violated: Vec<FoundObject<'a>>,
    states: u64,
    exhausted: bool,
    schedules: u64,
    reached: Vec<&'static str>,
    vacuous: Vec<&'static str>,
    expected: ClaimObject,
}

#[derive(Debug, Serialize)]
struct FoundObject<'a> {
    id: &'static str,
    invariant: &'static str,
    claim: Says,
    depth: Option<u32>,
    schedule: Option<u64>,
    cause: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ClaimObject {
    breaks: Vec<&'static str>,
    never: Vec<&'static str>,
    about: Vec<&'static str>,
}

impl<'a> RaceObject<'a> {
    /// The object for a race.
    pub(crate) fn new(race: &'a Race) -> Self {
        let Claim { breaks, never, about } = &race.claim;
        Self {
            scenario: &race.scenario,
            era: &race.era,
            verdict: race.verdict(),
            why: race.why_unknown(),
            violated: race.searched.found.iter().map(|found| FoundObject::new(race, found)).collect(),
            states: race.searched.states,
            exhausted: race.searched.exhausted,
            schedules: race.searched.schedules,
            reached: properties(&race.searched.reached),
            vacuous: properties(&race.vacuous()),
            expected: ClaimObject { breaks: ids(breaks), never: ids(never), about: properties(about) },
        }
    }
}

impl<'a> FoundObject<'a> {
    fn new(race: &Race, found: &'a Found) -> Self {
        let Found { violated, depth, schedule, cause } = found;
        let (id, invariant, claim) = (violated.id(), violated.invariant(), race.claim.says(*violated));
        Self { id, invariant, claim, depth: *depth, schedule: *schedule, cause: cause.as_deref() }
    }
}

fn ids(violated: &[Violated]) -> Vec<&'static str> {
    violated.iter().map(|one| one.id()).collect()
}

fn properties(properties: &[Property]) -> Vec<&'static str> {
    properties.iter().map(|one| one.id()).collect()
}

// Serde passes what it serializes by reference.
pub(crate) fn violated_id<S: Serializer>(violated: &Violated, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(violated.id())
}
