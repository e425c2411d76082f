//! Exhaustive search: every state that a [`System`] can reach, each once.
//!
//! The search goes by levels: first the initial state, then all that are one step away, and so on. It is exact, since the whole
//! keys of all states are kept.
//!
//! ```
//! use ifrace_sim::explore::{self, Control, Ended, Limits, StopAt};
//! use ifrace_sim::peer_model::{Params, PeerModel, Policy, WRONGFUL};
//!
//! let params = Params::new(2, 8, 1, Policy::LowestFree)?;
//! let mut system = PeerModel::<u64>::new(params)?;
//! let outcome = explore::search(&mut system, Limits::default(), Control::default());
//! assert_eq!(outcome.ended, Ended::Exhausted);
//! assert_eq!((outcome.counts.states, outcome.counts.transitions), (260, 444));
//!
//! // Guests that share a name can lose their entries. This is the shortest way there.
//! let limits = Limits { stop_at: StopAt::Violation(WRONGFUL), ..Limits::default() };
//! let found = explore::search(&mut system, limits, Control::default());
//! assert_eq!(found.ended, Ended::Found);
//! let way = explore::counterexample(&mut system, WRONGFUL, &limits, &Control::default())?;
//! assert_eq!(found.counts.first[0], Some(way.len() as u32));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Any number of threads can [`work`](Search::work) on one [`Search`]; starting them is left to the caller:
//!
//! ```
//! use ifrace_sim::explore::{Control, Limits, Search};
//! use ifrace_sim::peer_model::{Params, PeerModel, Policy};
//! use std::num::NonZeroUsize;
//!
//! let params = Params::new(3, 8, 1, Policy::LowestFree)?;
//! let system = PeerModel::<u64>::new(params)?;
//! let two = NonZeroUsize::MIN.saturating_add(1);
//! let search = Search::new(&mut system.clone(), two, Limits::default(), Control::default());
//! std::thread::scope(|scope| {
//!     for _ in 0..two.get() {
//!         scope.spawn(|| search.work(&mut system.clone()));
//!     }
//! });
//! assert_eq!(search.outcome().counts.states, 10_244);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod budget;
mod counterexample;
mod counts;
mod frontier;
mod limits;
mod meeting;
mod outbox;
mod search;
mod shards;
mod table;
mod worker;

pub use counterexample::{NoWay, counterexample};
pub use counts::{BITS, Counts, Ended, Outcome};
pub use limits::{Control, Limits, StopAt};
pub use search::Search;

use crate::system::System;
use std::num::NonZeroUsize;

/// Searches on this thread.
pub fn search<S: System>(system: &mut S, limits: Limits, control: Control<'_>) -> Outcome {
    let search = Search::new(system, NonZeroUsize::MIN, limits, control);
    search.work(system);
    search.outcome()
}
