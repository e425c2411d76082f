//! `ifrace search`.

mod peer;
mod scenario;
mod twice;

use super::CommandError;
use crate::cli::SearchArgs;
use crate::race::{self, Over, Target};
use ifrace_sim::hunt::{Players, Settings};
use ifrace_sim::release::Release;

/// How many schedules are played if neither their number nor a time is given.
const SCHEDULES: u64 = 100_000;

/// How many steps a schedule may have: a crowded host has ten thousand names in each start.
const STEPS_MAX: u32 = 1_000_000;

pub(super) fn run(args: &SearchArgs, json: bool) -> Result<u8, CommandError> {
    if args.schedules == Some(0) {
        return Err(CommandError::Nothing("no schedule is to be played: --schedules is at least 1".to_owned()));
    }
    match Target::load(&args.race)? {
        Target::PeerModel(params) => peer::run(args, params, json),
        Target::Scenario(subject) => scenario::run(args, &subject, json),
    }
}

/// The settings of a search, without faults.
fn settings(args: &SearchArgs) -> Settings {
    let players = Players::from(args.scheduler);
    Settings { players, max_steps: STEPS_MAX, ..Settings::new(args.seed, schedules(args).unwrap_or(u64::MAX)) }
}

/// How many schedules are played; `None` for as many as there is time for.
fn schedules(args: &SearchArgs) -> Option<u64> {
    match (args.schedules, args.race.budget_time) {
        (None, Some(_)) => None,
        (given, _) => Some(given.unwrap_or(SCHEDULES)),
    }
}

/// Why a search ended early, if it did. Time that is up is a budget that was spent, however many schedules there were to be.
fn ended_early(over: Option<Over>) -> Vec<String> {
    over.map(|over| over.in_words().to_owned()).into_iter().collect()
}

fn command(args: &SearchArgs, eras: &[Release]) -> String {
    let mut text = race::reproduce("search", &args.race, eras);
    text.push_str(&format!(" --scheduler {} --seed {}", args.scheduler.id(), args.seed));
    if let Some(schedules) = schedules(args) {
        text.push_str(&format!(" --schedules {schedules}"));
    }
    text
}
