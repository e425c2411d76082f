//! How large the numbers of a plan may be.

use crate::flaw::Flaw;
use crate::world::plan::Plan;
use toml::Spanned;

/// The most schedules, or histories, of one combination: none of them is kept.
pub(super) const COUNT_MAX: u64 = 1_000_000_000_000;

/// The most of them in one unit, which is the work that a kill loses.
pub(super) const UNIT_MAX: u64 = 1_000_000;

/// The most operations of a history.
pub(super) const LENGTH_MAX: u64 = 10_000;

/// The most units of a campaign: each is a line of its results.
pub(super) const UNITS_MAX: u64 = 10_000_000;

/// Schedules of a unit, unless the plan says otherwise: less than a second for most scenarios.
const SCHEDULES: u64 = 5_000;

/// So many taken names make a schedule take as long again, about: each start of a guest probes all of them.
const NAMES: u64 = 300;

/// Schedules of a unit of this scenario, unless the plan says otherwise.
pub(super) fn schedules_per_unit(plan: &Plan) -> u64 {
    let taken: u64 = plan.furniture.occupied.iter().map(|(_, _, count)| u64::from(*count)).sum();
    (SCHEDULES / (1 + taken / NAMES)).max(1)
}

/// Histories of a unit, unless the plan says otherwise.
pub(super) const CASES: u64 = 500;

/// Operations of a history, unless the plan says otherwise: as in the gate.
pub(super) const LENGTH: u64 = 30;

/// A number of the plan within its limits, or what it is if the plan does not say.
///
/// # Errors
/// It is out of its limits.
pub(super) fn within(found: Option<&Spanned<i64>>, what: &str, otherwise: u64, least: u64, most: u64) -> Result<u64, Flaw> {
    let Some(place) = found else { return Ok(otherwise) };
    let number = u64::try_from(*place.get_ref()).ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Flaw::at(place, format!("{what} is {}; it can be {least} to {most}", place.get_ref())))
}
