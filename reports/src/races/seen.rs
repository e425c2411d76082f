//! Violations that no claim is about.

use super::{Race, Says, eras};
use crate::text::wrap::wrap;
use ifrace_sim::world::violated::Violated;

/// A line for each scenario: what was seen, and under which eras.
pub(super) fn section(races: &[Race]) -> Vec<String> {
    let mut scenarios: Vec<&str> = races.iter().map(|race| &*race.scenario).collect();
    scenarios.dedup();
    let mut lines: Vec<String> = Vec::new();
    for scenario in scenarios {
        let own: Vec<&Race> = races.iter().filter(|race| race.scenario == scenario).collect();
        let seen: Vec<String> = Violated::ALL.iter().filter_map(|violated| under(*violated, &own)).collect();
        if !seen.is_empty() {
            lines.extend(wrap(&format!("  {scenario}: {}", seen.join("; ")), 4));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, "violated, and no claim is about it:".to_owned());
    }
    lines
}

fn under(violated: Violated, races: &[&Race]) -> Option<String> {
    let is_seen = |race: &&&Race| race.found(violated).is_some() && race.claim.says(violated) == Says::Nothing;
    let seen = eras::of(races.iter().filter(is_seen).copied());
    let all = eras::of(races.iter().copied());
    (!seen.is_empty()).then(|| format!("{violated} under {}", eras::in_words(&seen, &all)))
}
