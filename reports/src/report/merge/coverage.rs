//! How far several runs searched the same.

use super::union;
use crate::report::{Coverage, Reached};
use ifrace_sim::release::Release;
use std::collections::BTreeMap;

pub(super) fn merge(one: Vec<Coverage>, other: Vec<Coverage>) -> Vec<Coverage> {
    let mut all: BTreeMap<(String, usize, String), Coverage> = BTreeMap::new();
    for coverage in one.into_iter().chain(other) {
        let key = (coverage.scenario.clone(), Release::rank(&coverage.era), coverage.era.clone());
        let merged = match all.remove(&key) {
            Some(known) => farthest(known, &coverage),
            None => coverage,
        };
        all.insert(key, merged);
    }
    all.into_values().collect()
}

/// Two runs may have gone the same way, so that what they counted is not added up.
fn farthest(one: Coverage, other: &Coverage) -> Coverage {
    let mut reached = union(&one.reached, &other.reached, |one: &Reached| (one.property.clone(), !one.reached));
    reached.dedup_by(|later, earlier| later.property == earlier.property);
    Coverage {
        states: one.states.max(other.states),
        exhausted: one.exhausted || other.exhausted,
        schedules: one.schedules.max(other.schedules),
        reached,
        ..one
    }
}
