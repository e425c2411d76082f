//! The random search for violations: many schedules of a system, played by a portfolio of schedulers.
//!
//! No scheduler is the best on every race: random ones win with many actors, PCT with few, and PCT of too small a depth finds
//! nothing at all. So they take turns, and the report says who found what first.
//!
//! Schedules are numbered. What the schedulers learn they forget at the beginning of each block of [`BLOCK`] schedules, so a
//! schedule depends on the schedules before it in its block and on nothing else. Blocks can be played in any order by any
//! number of threads ([`play_block`]) and add up to the same report ([`Collector`]).
//!
//! ```
//! use ifrace_sim::hunt::{Players, Settings, hunt, schedule};
//! use ifrace_sim::scheduler::replay;
//! use ifrace_sim::system::{Choice, Seen, System};
//!
//! /// Two actors add 1 to a number, but each reads it before it writes it.
//! struct Counter;
//!
//! impl System for Counter {
//!     type State = [u64; 5];
//!     type Key = [u64; 5];
//!     fn initial(&mut self) -> [u64; 5] { [0; 5] }
//!     fn enabled(&mut self, state: &[u64; 5]) -> u64 { (0..2).filter(|a| state[*a] < 2).map(|a| 1 << a).sum() }
//!     fn variants(&mut self, _: &[u64; 5], _: u32) -> u32 { 1 }
//!     fn step(&mut self, state: &mut [u64; 5], choice: Choice) -> Seen {
//!         let actor = usize::from(choice.actor);
//!         if state[actor] == 0 { state[2 + actor] = state[4] } else { state[4] = state[2 + actor] + 1 }
//!         state[actor] += 1;
//!         Seen::default()
//!     }
//!     fn end(&mut self, state: &[u64; 5]) -> Seen { Seen { violated: u32::from(state[4] != 2), reached: 0 } }
//!     fn pack(&mut self, state: &[u64; 5]) -> [u64; 5] { *state }
//!     fn unpack(&mut self, key: &[u64; 5]) -> [u64; 5] { *key }
//! }
//!
//! let settings = Settings { wanted: 1, ..Settings::new(1, 100_000) };
//! let report = hunt(&mut Counter, &settings, &|| false, &mut |_| ());
//! let found = report.finding(0).unwrap();
//! let choices = schedule(&mut Counter, &settings, found.schedule);
//! assert_eq!(replay(&mut Counter, &choices, &mut |_, _| ()).unwrap().seen.violated, 1);
//! ```

mod block;
mod collector;
mod member;
mod played;
mod report;
mod run;
mod settings;
mod statistics;
mod team;
#[cfg(test)]
mod tests;
mod twos;
mod watch;

pub use block::{play_block, schedule, watch_block};
pub use collector::Collector;
pub use member::{Member, Players};
pub use played::Played;
pub use report::{Finding, Report};
pub use settings::{BLOCK, Settings};
pub use statistics::{Statistics, Tally};
pub use watch::Watch;

use crate::system::System;

/// Plays blocks until all are played, everything wanted is found, or `stop` says so, which is asked before each block; `observe`
/// is shown the report so far after each.
pub fn hunt<S: System>(system: &mut S, settings: &Settings, stop: &dyn Fn() -> bool, observe: &mut dyn FnMut(&Report)) -> Report {
    let mut collector = Collector::new(settings);
    for block in settings.blocks() {
        if stop() {
            break;
        }
        collector.add(block, play_block(system, settings, block));
        observe(collector.report());
        if collector.found_all() {
            break;
        }
    }
    collector.into_report()
}
