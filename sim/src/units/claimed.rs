//! What a scenario claims of eras.

use crate::release::Release;
use crate::scenario::Scenario;
use crate::world::violated::Violated;

/// The eras of which a scenario claims something, each once: the releases in their order, then the others as they come.
pub(super) fn eras(scenario: &Scenario) -> Vec<Release> {
    let named = scenario.breaks.iter().map(|one| &one.era).chain(scenario.holds.iter().map(|one| &one.era));
    let mut eras: Vec<Release> = Vec::new();
    for release in named.filter_map(|era| Release::parse(era).ok()) {
        if !eras.contains(&release) {
            eras.push(release);
        }
    }
    eras.sort_by_key(|era| Release::all().position(|release| release == *era).unwrap_or(usize::MAX));
    eras
}

/// What it claims to be violated under an era, in the order of violations.
pub(super) fn breaks(scenario: &Scenario, release: Release) -> Vec<Violated> {
    let own = scenario.breaks.iter().filter(|one| Release::parse(&one.era) == Ok(release));
    in_order(own.flat_map(|one| &one.violated))
}

/// What it claims never to be violated under an era.
pub(super) fn never(scenario: &Scenario, release: Release) -> Vec<Violated> {
    let own = scenario.holds.iter().filter(|one| Release::parse(&one.era) == Ok(release));
    in_order(own.flat_map(|one| &one.never))
}

fn in_order<'v>(all: impl Iterator<Item = &'v Violated>) -> Vec<Violated> {
    Violated::of_bits(all.fold(0, |bits, one| bits | one.bit())).collect()
}
