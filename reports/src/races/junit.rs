//! Races as JUnit: one suite for each scenario, one test case for each era and invariant.

use super::{Found, Race, Says, compare};
use crate::Deviation;
use crate::junit::with_message;
use ifrace_sim::world::violated::Violated;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

/// The suites, in the order of the races.
pub(crate) fn suites(races: &[Race]) -> Vec<TestSuite> {
    let mut scenarios: Vec<&str> = races.iter().map(|race| race.scenario.as_str()).collect();
    scenarios.dedup();
    let suite = |scenario: &&str| {
        let own = races.iter().filter(|race| race.scenario == **scenario);
        let mut suite = TestSuite::new(*scenario);
        suite.add_test_cases(own.flat_map(|race| invariants().into_iter().map(move |invariant| case(race, invariant))));
        suite
    };
    scenarios.iter().map(suite).collect()
}

/// Every invariant once.
fn invariants() -> Vec<&'static str> {
    let mut all: Vec<&str> = Violated::ALL.iter().map(|one| one.invariant()).collect();
    all.dedup();
    all
}

fn case(race: &Race, invariant: &str) -> TestCase {
    let found: Vec<&Found> = race.searched.found.iter().filter(|found| found.violated.invariant() == invariant).collect();
    let mut case = TestCase::new(format!("{} {invariant}", race.era), status(race, invariant, &found));
    case.set_classname(&race.scenario);
    let known = found.iter().filter(|found| race.claim.says(found.violated) != Says::Never);
    let mut output: Vec<String> = known.map(|found| in_words(race, found)).collect();
    if found.is_empty() && race.searched.is_begun() {
        output.push(format!("not violated in {}", race.searched.extent()));
    }
    if !output.is_empty() {
        case.set_system_out(output.join("\n"));
    }
    case
}

fn status(race: &Race, invariant: &str, found: &[&Found]) -> TestCaseStatus {
    let is_of = |deviation: &Deviation| match deviation {
        Deviation::RaceNew { violated, .. } | Deviation::RaceMissed { violated, .. } => violated.invariant() == invariant,
        _ => false,
    };
    let deviations: Vec<String> = compare::of(race).filter(is_of).map(|deviation| deviation.to_string()).collect();
    match race.why_unknown() {
        _ if !deviations.is_empty() => {
            let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &deviations.join("; "));
            status.set_description(format!("reproduce:\n\n{}\n", race.command()));
            status
        }
        Some(why) if found.is_empty() => with_message(TestCaseStatus::non_success(NonSuccessKind::Error), &why),
        _ => TestCaseStatus::success(),
    }
}

fn in_words(race: &Race, found: &Found) -> String {
    let word = if race.claim.says(found.violated) == Says::Breaks { "expected" } else { "seen" };
    match (found.depth, found.schedule) {
        (Some(depth), _) => format!("{word}: {}, after {depth} steps", found.violated),
        (None, Some(schedule)) => format!("{word}: {}, in schedule {schedule}", found.violated),
        (None, None) => format!("{word}: {}", found.violated),
    }
}
