//! What each scheduler did.

use super::number::grouped;
use super::table;
use ifrace_sim::hunt::{Member, Statistics};
use serde_json::{Value, json};

/// A row for each.
pub(super) fn section(members: &[(Member, Statistics)]) -> Vec<String> {
    let head = ["  scheduler", "schedules", "steps: least", "mean", "most", "switches", "preemptions", "violating", ""];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows[0][0] = "scheduler".to_owned();
    rows.extend(members.iter().map(|(member, one)| {
        let numbers = [
            one.schedules,
            one.shortest.into(),
            one.average(),
            one.longest.into(),
            one.switches,
            one.preemptions,
            one.violations,
        ];
        let cells = numbers.into_iter().map(grouped);
        [member.id().to_owned()].into_iter().chain(cells).chain([String::new()]).collect()
    }));
    table::lines(&rows)
}

pub(super) fn object(members: &[(Member, Statistics)]) -> Value {
    let one = |(member, one): &(Member, Statistics)| {
        json!({
            "id": member.id(), "schedules": one.schedules,
            "steps": {"min": one.shortest, "avg": one.average(), "max": one.longest, "all": one.steps},
            "switches": one.switches, "preemptions": one.preemptions, "violating": one.violations,
        })
    };
    members.iter().map(one).collect()
}
