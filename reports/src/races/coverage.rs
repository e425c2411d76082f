//! Whether what scenarios are made for happened.

use super::{Race, eras};
use crate::text::wrap::wrap;
use ifrace_sim::world::property::Property;

/// A line for each scenario: under how many of its eras each thing was reached that it is about.
pub(super) fn section(races: &[Race]) -> Vec<String> {
    let mut scenarios: Vec<&str> = races.iter().filter(|race| race.searched.is_begun()).map(|race| &*race.scenario).collect();
    scenarios.dedup();
    let width = scenarios.iter().map(|scenario| scenario.chars().count()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for scenario in scenarios {
        let begun: Vec<&Race> = races.iter().filter(|race| race.scenario == scenario && race.searched.is_begun()).collect();
        let about: Vec<Property> = begun.first().map(|race| race.claim.about.clone()).unwrap_or_default();
        let reached: Vec<String> = about.into_iter().map(|one| reached(one, &begun)).collect();
        let words = if reached.is_empty() { "it does not say what it is about".to_owned() } else { reached.join("; ") };
        lines.extend(wrap(&format!("  {scenario:width$}  {words}"), width + 4));
    }
    if !lines.is_empty() {
        lines.insert(0, "reached, under so many eras of those that were searched:".to_owned());
    }
    lines
}

fn reached(property: Property, races: &[&Race]) -> String {
    let has = |race: &&&Race| race.searched.reached.contains(&property);
    let count = races.iter().filter(has).count();
    let without = eras::of(races.iter().filter(|race| !has(race)).copied());
    let text = format!("{} {count} of {}", property.id(), races.len());
    match without.as_slice() {
        [_, ..] if count > 0 => format!("{text}, not {}", eras::in_words(&without, &eras::of(races.iter().copied()))),
        _ => text,
    }
}
