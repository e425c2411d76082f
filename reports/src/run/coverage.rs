//! Whether what a scenario is made for happened.

use super::number::grouped;
use super::table;
use ifrace_sim::world::property::Property;
use serde_json::{Value, json};

/// Something that a scenario is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// What.
    pub property: Property,
    /// In how many schedules it happened; an exhaustive search says only whether it did: 1 or 0.
    pub times: u64,
}

/// The identifiers of what never happened.
pub(super) fn never(coverage: &[Covered]) -> Vec<&'static str> {
    coverage.iter().filter(|one| one.times == 0).map(|one| one.property.id()).collect()
}

/// A row for each; `counts` tells whether the times are counted.
pub(super) fn section(coverage: &[Covered], counts: bool) -> Vec<String> {
    if coverage.is_empty() {
        return vec!["  reached: the scenario does not say what it is about".to_owned()];
    }
    let row = |one: &Covered| {
        let times = match one.times {
            0 => "never".to_owned(),
            _ if !counts => "yes".to_owned(),
            1 => "once".to_owned(),
            times => format!("{} times", grouped(times)),
        };
        vec![one.property.id().to_owned(), times, one.property.summary().to_owned()]
    };
    let rows: Vec<Vec<String>> = coverage.iter().map(row).collect();
    [vec!["  reached".to_owned()], table::lines(&rows)].concat()
}

pub(super) fn object(coverage: &[Covered], counts: bool) -> Value {
    let one = |one: &Covered| {
        let mut object = json!({"id": one.property.id(), "reached": one.times > 0});
        if counts {
            object["schedules"] = one.times.into();
        }
        object
    };
    coverage.iter().map(one).collect()
}
