//! The wrappers of Linux against the running kernel. Every test works in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

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
