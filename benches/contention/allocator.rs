//! What an allocator is to the bench.

use super::cell::Cell;
use super::host::Host;

/// An allocator whose names are measured. Threads share it.
pub(crate) trait Allocator: Sync {
    /// How it is called in the ids of benchmarks.
    const NAME: &'static str;

    /// What a thread has of its own; it is made and dropped outside of the measured time.
    type Worker: Send;

    /// Makes host and allocator ready, and says how many calls are to follow, as many for each thread. It may be less than what is
    /// wanted, as more rounds follow then, or more, where few calls cannot be timed.
    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64;

    /// What a thread needs before its first call.
    fn worker(&self) -> Self::Worker;

    /// One call for a name: whether it gave one.
    fn name(&self, worker: &mut Self::Worker) -> bool;

    /// Tidies up after a round, and checks that it went as it was meant to.
    fn finish(&mut self, round: Finished<Self::Worker>);
}

/// A round that is over.
#[derive(Debug)]
pub(crate) struct Finished<W> {
    /// What the threads have left.
    pub(crate) workers: Vec<W>,
    /// How many calls were made.
    pub(crate) calls: u64,
    /// How many of them gave no name.
    pub(crate) failed: u64,
}

/// The largest number of calls up to a limit that threads can share equally.
pub(crate) fn shared(calls: u64, limit: u64, threads: u64) -> u64 {
    calls.min(limit) / threads * threads
}
