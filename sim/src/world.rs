//! The cleanup race, simulated: guests with the allocator's own life cycle, daemons, and somebody else, on a simulated host.
//!
//! # How it is fast
//! The life cycle is the allocator's code, which works with texts, lists and documents. Here it is run only once for each state
//! that a guest can be in and each answer that it can get there: the states of guests are numbered as they turn up, and what
//! follows is looked up from then on. The state of the world is a few hundred bytes of numbers, which are copied at every step.
//! Guests that are defined alike share these numbers: none of their states holds which of them it is.

mod answer;
mod beginning;
mod bits;
mod book;
mod build;
mod cause;
mod compile;
mod death;
mod fault;
mod held;
pub mod host;
mod hosted;
mod info;
mod judge;
mod known;
mod leak;
mod local;
mod moves;
mod names;
mod numbers;
pub mod op;
mod others;
pub mod owner;
mod pack;
mod peek;
pub mod plan;
pub mod property;
mod reach;
mod record;
mod stage;
mod state;
mod symmetry;
mod system;
mod table;
mod thread;
pub mod violated;
mod watched;

pub use build::{DAEMONS_MAX, OTHERS_MAX, Unplayable};
pub use cause::Breach;
pub use record::{Recorded, label};
pub use stage::Stage;
pub use state::State;
pub use system::{Mover, TOO_SMALL, World};
