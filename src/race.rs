//! Scenarios that are played in many orders: what is played, on how many threads, and until when.
//!
//! The searches themselves are functions of what they are given ([`ifrace_sim::explore`], [`ifrace_sim::hunt`]). Files, threads,
//! clocks and signals are here.

mod arena;
mod bundle;
mod conclude;
mod explore;
pub(crate) mod failure_files;
mod found;
mod hunt;
mod meter;
mod partial;
mod reproduce;
mod shrinking;
mod subject;
mod target;
mod until;

pub use arena::{Arena, Visit, with_world};
pub use bundle::{Bundle, Failure};
pub use conclude::{Searched, conclude, covered, exit_code, print};
pub use explore::{Explored, ExploredWorld, explore, explore_world};
pub use found::{InWords, cause, in_words};
pub use hunt::{Hunted, hunt, hunt_world};
pub use ifrace_sim::world::TOO_SMALL;
pub use meter::Meter;
pub use reproduce::reproduce;
pub use shrinking::shrinking;
pub use subject::Subject;
pub use target::{Target, only_of_scenarios, only_of_the_peer_model};
pub use until::{Over, Until};

use std::num::NonZeroUsize;

/// How many threads search: as many as were asked for, or as there are processors.
pub fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}
