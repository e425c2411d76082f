//! What an allocator of names remembers survives kills, damage and crowds, with real processes and files.
#![cfg(all(target_os = "linux", not(loom)))]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

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
