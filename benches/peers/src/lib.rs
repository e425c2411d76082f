//! ifrace beside what a user would pick instead: SPIN, stateright, shuttle and searches written by hand, all on one model, on one
//! machine and in one run.
//!
//! The model is the [peer-model](ifrace_sim::peer_model). Each tool has its own version of it, in the form that suits it best, and
//! all have to count the same states.

mod args;
mod case;
mod measure;
mod report;
mod run;
mod scenarios;
pub mod schedules;
pub mod search;

pub use args::{Args, USAGE};
pub use case::Case;
pub use report::Report;
pub use run::run;
