//! The wrappers of Linux against the running kernel. Every test works in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod alternative_names;
mod creation;
mod deletion;
mod ioctl;
mod lookup;
mod netns;
mod ordinary_user;
mod ownership;
mod requirements;
mod support;
mod tun;
