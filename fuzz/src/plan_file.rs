//! Files that say what is to be played, from any bytes.

mod campaign;
mod place;
mod play;
mod possible;

use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, PlanError, Scenario};
use ifrace_sim::world::Stage;
use ifrace_sim::world::plan::Plan;
use std::sync::Arc;

/// Longest input in bytes: more would only be slower.
const BYTES_MAX: usize = 2048;

/// Most names that are taken for good on a host that is played.
const TAKEN_MAX: u64 = 64;

/// The eras under which a plan is played, one for each input.
const ERAS: [&str; 8] = ["6.6", "6.7", "6.8", "7.0", "9.0", "11.3", "hardened", "by-name@lowest-free"];

/// Reads a file as each kind of plan that there is.
///
/// # Panics
/// If one that can be read does not do what it says.
pub fn plan_file(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    // What is no text is refused by who reads the file.
    let Ok(text) = std::str::from_utf8(data) else { return };
    if campaign::is_one(text) {
        campaign::campaign(text, campaign::Part::of(text));
    } else {
        scenario(text, Part::of(text));
    }
}

/// What a scenario that can be read is put through: a part for each length, as each takes as long as it took to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Written,
    Limits,
    Played,
}

impl Part {
    const ALL: [Self; 3] = [Self::Written, Self::Limits, Self::Played];

    fn of(text: &str) -> Self {
        Self::ALL[text.len() % Self::ALL.len()]
    }
}

/// A scenario that can be read has a plan with its defaults. By part the plan is the same after it was written and read again, there is
/// one with the limits of each parameter, or it can be played under an era or is refused with a reason.
fn scenario(text: &str, part: Part) {
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(error) => return is_told(&error, text),
    };
    assert_eq!(scenario.text, text);
    let plan = scenario.plan(&Parameters::default()).unwrap_or_else(|error| panic!("its defaults are refused: {error}"));
    possible::assert_possible(&plan);
    match part {
        Part::Written => write_and_read(&plan),
        Part::Limits => limits(&scenario),
        Part::Played => stage(plan, text.len()),
    }
}

fn write_and_read(plan: &Plan) {
    let json = serde_json::to_string(plan).unwrap_or_else(|error| panic!("the plan cannot be written: {error}"));
    let again: Plan = serde_json::from_str(&json).unwrap_or_else(|error| panic!("the plan cannot be read: {error}"));
    assert_eq!(again, *plan);
}

fn limits(scenario: &Scenario) {
    for one in &scenario.parameters {
        for value in [one.least, one.most] {
            match scenario.plan(&Parameters::default().with(one.parameter, value)) {
                Ok(plan) => possible::assert_possible(&plan),
                Err(error) => is_told(&error, &scenario.text),
            }
        }
    }
}

fn stage(plan: Plan, length: usize) {
    let era = ERAS[length / Part::ALL.len() % ERAS.len()];
    let release = Release::parse(era).unwrap_or_else(|error| panic!("{error}"));
    match Stage::new(plan, release) {
        Ok(stage) if is_empty(&stage.plan) => play::play(&Arc::new(stage), length as u64),
        Ok(_) => {}
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
}

/// Whether few names are taken for good. A host that is crowded with them takes long, and shows nothing else.
fn is_empty(plan: &Plan) -> bool {
    plan.furniture.occupied.iter().map(|(_, _, count)| u64::from(*count)).sum::<u64>() <= TAKEN_MAX
}

/// An error is one line, and its place is one of the text.
fn is_told(error: &PlanError, text: &str) {
    assert!(!error.problem.is_empty() && !error.problem.contains('\n'), "{error}");
    match error.position {
        Some(place) => place::assert_in(place, text),
        None => assert!(WITHOUT_PLACE.iter().any(|part| error.problem.contains(part)), "it has no place: {error}"),
    }
}

/// What is wrong at no place in particular: something is missing, or two places contradict each other.
const WITHOUT_PLACE: [&str; 4] = ["there is no guest", "which is more than last-id", "; it can be ", "missing field"];

#[cfg(test)]
mod tests;
