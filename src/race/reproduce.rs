//! The command that shows a search again.

use crate::cli::{PEER_MODEL, PeerArgs, RaceArgs, time_in_words};
use ifrace_report::finding::shell_word;
use ifrace_sim::release::Release;

/// The command with the options that both searches have; threads change no result. `eras` are those that are played.
pub fn reproduce(command: &str, args: &RaceArgs, eras: &[Release]) -> String {
    let mut text = format!("ifrace {command} {}", shell_word(args.scenario.as_bytes()));
    eras.iter().for_each(|era| text.push_str(&format!(" --era {}", era.id())));
    if args.scenario == PEER_MODEL {
        let PeerArgs { guests, cycles, names, policy } = args.peer();
        text.push_str(&format!(" --guests {guests} --cycles {cycles} --names {names} --policy {}", policy.id()));
    } else {
        for (parameter, value) in args.parameters.given() {
            text.push_str(&format!(" --{parameter} {value}"));
        }
    }
    if let Some(time) = args.budget_time {
        text.push_str(&format!(" --budget-time {}", time_in_words(time)));
    }
    if args.stop_at_first {
        text.push_str(" --stop-at-first");
    }
    text
}
