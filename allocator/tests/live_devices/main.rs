//! Taps and macvtaps with names of an allocator, on real devices, each test in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod bench;
mod child;
mod crash_windows;
mod creation;
mod exhausted;
mod failures;
mod hostile_creator;
mod orphans;
mod other_devices;
mod queues;
mod restricted;
mod taken_names;
