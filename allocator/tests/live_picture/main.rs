//! The picture of a host's names against the running kernel. Every test works in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod changes;
mod churn;
mod namespaces;
mod overflow;
mod races;
mod sockets;
mod support;
