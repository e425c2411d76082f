//! Playing a history in this process, on the model of a kernel.

use super::Played;
use crate::bench::{Allocator, Bench, Keep};
use crate::history::Op;
use ifrace_model::kernel::{Namespace, Rules};

/// Plays a history on a fresh simulated host.
pub(super) fn play(allocator: &mut dyn Allocator, rules: Rules, keep: Keep, history: &[Op]) -> Played {
    play_on(Namespace::new(rules), allocator, keep, history)
}

/// Plays a history on this host.
pub(super) fn play_on(mut host: Namespace, allocator: &mut dyn Allocator, keep: Keep, history: &[Op]) -> Played {
    let mut bench = Bench::new(&mut host, allocator, keep);
    Played::complete(history.iter().map(|op| bench.perform(op)).collect())
}
