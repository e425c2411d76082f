//! Deterministic search over the naming of network devices: random numbers, scripts of kernel operations, histories of
//! allocators, and the shrinking of what fails.
//!
//! Everything here is a function of its arguments and a seed.

#![forbid(unsafe_code)]

mod rng;
pub mod script;

pub use rng::Rng;
