//! Naming policies: which name an allocator picks, one state machine for each era of libvirt.
//!
//! A policy never asks the host by itself. A call to [`Policy::begin`] returns a [`Call`], and [`Call::step`] says what it
//! needs next: whether a name exists, or the creation of a device. Whoever drives it answers, and so decides what happens
//! between two steps; a simulator can let another process run there.
//!
//! All that the calls of one process share is its [`Policy`]. Two processes on one host have a policy each, and see each other
//! only in the host's answers.

mod bitmap;
mod bitmap_ids;
mod call;
mod counter;
mod era;
mod era_table;
mod kernel_template;
mod macvtap_6_8;
mod macvtap_scan;
mod mail_v1;
mod requested;
pub(crate) mod reserve_number;
mod state;
mod tap_6_8;
mod tap_creation;
#[cfg(test)]
mod test_host;
mod unified;

pub use call::{Answer, Outcome, Presence, Refusal, Request, Reserved, Step};
pub use era::{DeviceKind, Era};
pub use state::{Call, Policy};
