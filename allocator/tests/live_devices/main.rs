//! Taps and macvtaps with names of an allocator, on real devices, each test in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

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
