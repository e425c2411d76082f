//! What an allocator must not forget: where its counters stand, and which names are not to be handed out yet.
//!
//! It is an array of words of 64 bits that threads and processes share. Counters are moved by single atomic operations. All else is
//! changed under a lock, step by step so that the state is in order after each step: a process can be killed at any instant. Every word
//! that counts carries a check.

mod coded;
#[cfg(test)]
#[cfg(all(target_os = "linux", not(loom)))]
mod corruption_tests;
mod count;
mod counters;
mod damage;
mod digest;
#[cfg(test)]
#[cfg(all(target_os = "linux", not(loom)))]
mod killed_tests;
mod layout;
mod lease_record;
mod lease_table;
#[cfg(test)]
#[cfg(all(target_os = "linux", not(loom)))]
mod lease_table_tests;
#[cfg(test)]
#[cfg(all(target_os = "linux", not(loom)))]
mod lock_tests;
mod memory;
mod participants;
mod verify;
mod words;

pub(crate) use count::{Counted, Counter, Mode};
pub use damage::Damage;
pub(crate) use layout::Layout;
pub(crate) use lease_record::{LeaseRecord, LeaseTag};
pub(crate) use memory::{Locked, Memory};
pub(crate) use participants::Participant;
pub(crate) use words::Words;
