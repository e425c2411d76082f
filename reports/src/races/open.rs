//! Races of which it is not known whether their claims are right.

use super::{Race, eras};
use crate::finding::one_line;
use crate::text::wrap::wrap;

/// One entry for each reason, with the races that have it.
pub(super) fn section(races: &[Race]) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<&Race>)> = Vec::new();
    for (race, why) in races.iter().filter_map(|race| Some((race, race.why_unknown()?))) {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, with)) => with.push(race),
            None => reasons.push((why, vec![race])),
        }
    }
    let text = |(why, with): &(String, Vec<&Race>)| one_line(&format!("unknown: {}: {why}", listed(with, races)));
    reasons.iter().flat_map(|reason| wrap(&text(reason), 2)).collect()
}

/// Scenarios, each with its eras.
fn listed(some: &[&Race], all: &[Race]) -> String {
    let mut scenarios: Vec<&str> = some.iter().map(|race| race.scenario.as_str()).collect();
    scenarios.dedup();
    let one = |scenario: &&str| {
        let own = eras::of(some.iter().copied().filter(|race| race.scenario == **scenario));
        let known = eras::of(all.iter().filter(|race| race.scenario == **scenario));
        format!("{scenario} under {}", eras::in_words(&own, &known))
    };
    scenarios.iter().map(one).collect::<Vec<_>>().join("; ")
}
