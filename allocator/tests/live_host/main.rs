//! The real host: every operation on real devices, each test in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod bandwidth;
mod dead_hypervisors;
mod ebiptables;
mod filters;
mod hostile_names;
mod hypervisors;
mod links;
mod mac_rules;
mod macvtaps;
mod namespace;
mod networks;
mod nftables;
mod open_vswitch;
mod refusing_switches;
mod start_and_stop;
mod stomp;
mod support;
mod taps;
