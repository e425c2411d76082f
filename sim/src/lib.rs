//! Deterministic search over the naming of network devices: random numbers, scripts of kernel operations, histories of
//! allocators, and the shrinking of what fails.
//!
//! Everything here is a function of its arguments and a seed.

#![forbid(unsafe_code)]

pub mod bench;
pub mod campaign;
pub mod documents;
pub mod history;
mod jsonl;
pub mod release;
pub mod repro;
mod rng;
pub mod scene;
pub mod script;
mod shrink;
pub mod subject;
pub mod trace;

pub use rng::Rng;
pub use shrink::shrink;
