//! The project's own allocator of names on a simulated host where everything can go wrong.
//!
//! The bytes choose [turns](turn::Turn): the operations of a history, and what a history cannot say. Somebody takes the very name that
//! is about to be created, a device gets another name, an operation fails, cleanups come late. After each turn the model's namespace
//! says whether the answer was right, and at the end the invariants are judged.

mod agent;
mod bytes;
mod calls;
mod devices;
mod events;
mod host;
mod judge;
mod play;
mod requests;
#[cfg(test)]
mod tests;
mod text;
mod turn;
mod words;

use crate::target::Target;

/// `allocator`.
pub(crate) const ALLOCATOR: Target = Target {
    name: "allocator",
    input: "bytes that choose operations on the project's own allocator of names, and what goes wrong on its host",
    run: allocator,
    show: |data| text::show(&bytes::read(data)),
    read: |text| text::read(text).map(|turns| bytes::write(&turns)),
};

/// Plays operations on the project's own allocator.
///
/// # Panics
/// If an answer is wrong, or an invariant does not hold.
pub fn allocator(data: &[u8]) {
    let turns = bytes::read(data);
    if let Err(defect) = play::play(&turns, agent::Flaw::None) {
        panic!("{defect}; ifrace fuzz-input allocator FILE shows what was played");
    }
}
