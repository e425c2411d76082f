//! Naming policies: which name an allocator picks, one state machine for each era of libvirt.
//!
//! A policy never asks the host by itself. A call to [`Policy::begin`] returns a [`Call`], and [`Call::step`] says what it
//! needs next: whether a name exists, or the creation of a device. Whoever drives it answers, and so decides what happens
//! between two steps; a simulator can let another process run there.

mod call;
mod era;

pub use call::{Answer, Outcome, Presence, Refusal, Request, Step};
pub use era::{DeviceKind, Era};
