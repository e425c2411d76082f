//! Scenarios under eras.

use super::fixes::fixes;
use super::id;
use crate::races::{Found, Race};
use crate::report::{Coverage, Diagram, Finding, Reached, Report, Status, Suite, Verdict};
use ifrace_sim::release::Release;
use ifrace_sim::world::violated::Violated;

/// What is known of a violation under an era.
pub(super) struct Known {
    pub(super) status: Status,
    pub(super) expected: bool,
    pub(super) why: String,
}

/// A violation that was seen under an era.
pub(super) struct Sighting {
    pub(super) scenario: String,
    pub(super) era: String,
    pub(super) violated: Violated,
    pub(super) cause: Option<String>,
    pub(super) expected: bool,
    pub(super) commands: Vec<String>,
    pub(super) diagram: Option<Diagram>,
    pub(super) trace: Option<String>,
}

/// What a race says of a violation, without whether that is expected.
pub(super) fn known(race: &Race, violated: Violated) -> Known {
    let searched = &race.searched;
    let known = |status, why| Known { status, expected: true, why };
    match (race.found(violated), race.why_unknown()) {
        (Some(found), _) => known(Status::Violated, how(found)),
        (None, Some(why)) if !searched.is_begun() => known(Status::NotRun, why),
        (None, Some(why)) => known(Status::Unknown, format!("{why}; {}", searched.extent())),
        (None, None) if searched.exhausted => known(Status::Holds, searched.extent()),
        (None, None) => known(Status::HoldsSoFar, searched.extent()),
    }
}

/// How something was found.
fn how(found: &Found) -> String {
    match (found.depth, found.schedule) {
        (Some(depth), _) => format!("a shortest run has {depth} steps"),
        (None, Some(schedule)) => format!("schedule {schedule}, counted from 0, shows it"),
        (None, None) => "schedules show it".to_owned(),
    }
}

/// The verdict on a violation under an era. `findings` are those that show it.
pub(super) fn verdict(scenario: &str, era: &str, violated: Violated, known: Known, findings: Vec<String>) -> Verdict {
    Verdict {
        suite: Suite::Era,
        name: era.to_owned(),
        scenario: Some(scenario.to_owned()),
        invariant: violated.id().to_owned(),
        status: known.status,
        expected: known.expected,
        why: known.why,
        findings,
    }
}

/// How far a race was searched, and what was reached of what it is about.
pub(super) fn coverage(race: &Race) -> Coverage {
    let searched = &race.searched;
    let reached =
        race.claim.about.iter().map(|one| Reached { property: one.id().to_owned(), reached: searched.reached.contains(one) });
    Coverage {
        scenario: race.scenario.clone(),
        era: race.era.clone(),
        states: searched.states,
        exhausted: searched.exhausted,
        schedules: searched.schedules,
        reached: reached.collect(),
    }
}

/// One finding for each violation of each scenario, under the first era that shows it. What is expected under one era and not under
/// another is not expected.
pub(super) fn findings(sightings: Vec<Sighting>, report: &Report) -> Vec<Finding> {
    let mut groups: Vec<Vec<Sighting>> = Vec::new();
    for sighting in sightings {
        let same = |group: &&mut Vec<Sighting>| {
            group.iter().any(|one| (&one.scenario, one.violated) == (&sighting.scenario, sighting.violated))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(sighting),
            None => groups.push(vec![sighting]),
        }
    }
    groups.into_iter().filter_map(|group| of_group(group, report)).collect()
}

fn of_group(mut group: Vec<Sighting>, report: &Report) -> Option<Finding> {
    group.sort_by_key(|one| Release::rank(&one.era));
    let expected = group.iter().all(|one| one.expected);
    let (count, first) = (group.len(), group.into_iter().next()?);
    let fixes = of_report(report, &first.scenario, first.violated.id(), &first.era);
    let cause = first.cause.unwrap_or_else(|| match count {
        1 => first.violated.summary().to_owned(),
        _ => format!("{} So it is under {count} eras.", first.violated.summary()),
    });
    Some(Finding {
        id: id::of_race(&first.scenario, first.violated),
        invariant: first.violated.id().to_owned(),
        name: first.era,
        scenario: Some(first.scenario),
        cause,
        expected,
        diagram: first.diagram,
        commands: first.commands,
        fixes,
        trace: first.trace,
    })
}

/// What the releases after an era do about a violation, by the verdicts of a report.
pub(super) fn of_report(report: &Report, scenario: &str, invariant: &str, era: &str) -> Vec<crate::report::Fix> {
    let is_own =
        |one: &&Verdict| one.suite == Suite::Era && one.scenario.as_deref() == Some(scenario) && one.invariant == invariant;
    let all: Vec<(&str, Status)> = report.verdicts.iter().filter(is_own).map(|one| (one.name.as_str(), one.status)).collect();
    fixes(era, &all)
}
