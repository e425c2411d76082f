//! What an allocator of names remembers survives kills, damage and crowds, with real processes and files.
#![cfg(all(target_os = "linux", not(loom)))]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod crowds;
mod killed;
mod laps;
mod limits;
mod model;
mod neighbours;
mod opening;
mod overlapping;
mod rebuild;
mod rebuild_races;
mod scratch;
mod stale;
mod worker;
