//! Deterministic search over the naming of network devices: random numbers, scripts of kernel operations, histories of
//! allocators, and the shrinking of what fails.
//!
//! Everything here is a function of its arguments and a seed.

#![forbid(unsafe_code)]

pub mod bench;
pub mod campaign;
pub mod documents;
pub mod explore;
mod flaw;
pub mod history;
pub mod hunt;
mod jsonl;
pub mod minimise;
pub mod peer_model;
pub mod protocol;
pub mod release;
pub mod replay;
pub mod repro;
mod rng;
pub mod scenario;
pub mod scene;
pub mod scheduler;
pub mod script;
mod shrink;
pub mod subject;
pub mod system;
pub mod trace;
pub mod units;
pub mod world;

pub use rng::Rng;
pub use shrink::shrink;
