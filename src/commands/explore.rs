//! `ifrace explore`.

mod peer;
mod scenario;

use super::CommandError;
use crate::cli::{ExploreArgs, bytes_in_words};
use crate::race::{self, Target};
use ifrace_sim::explore::{Limits, StopAt};
use ifrace_sim::release::Release;

pub(super) fn run(args: &ExploreArgs, json: bool) -> Result<u8, CommandError> {
    if args.budget_states == Some(0) {
        return Err(CommandError::Nothing("no state is to be seen: --budget-states is at least 1".to_owned()));
    }
    match Target::load(&args.race)? {
        Target::PeerModel(params) => {
            race::only_of_scenarios("--out", args.out.out.is_some())?;
            peer::run(args, params, json)
        }
        Target::Scenario(subject) => {
            race::only_of_the_peer_model("--reduce", !args.reduce.is_empty())?;
            scenario::run(args, &subject, json)
        }
    }
}

fn limits(args: &ExploreArgs) -> Limits {
    let stop_at = if args.race.stop_at_first { StopAt::Violation(u32::MAX) } else { StopAt::End };
    Limits { states: args.budget_states, bytes: Some(args.budget_memory), depth: None, stop_at }
}

fn command(args: &ExploreArgs, eras: &[Release]) -> String {
    let mut text = race::reproduce("explore", &args.race, eras);
    if !args.reduce.is_empty() {
        let all: Vec<&str> = args.reduce.iter().map(|one| one.id()).collect();
        text.push_str(&format!(" --reduce {}", all.join(",")));
    }
    if let Some(states) = args.budget_states {
        text.push_str(&format!(" --budget-states {states}"));
    }
    text + &format!(" --budget-memory {}", bytes_in_words(args.budget_memory))
}
