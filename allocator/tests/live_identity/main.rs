//! Cleanup by identity against the running kernel, and against a private Open vSwitch. Every test works in a network namespace of
//! its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod belongings;
mod deletion;
mod elsewhere;
mod namespaces;
mod nft;
mod other_devices;
mod ovs;
mod support;
mod tokens;
