//! Measuring: rounds in which threads ask for names.

use super::allocator::{Allocator, Finished};
use super::cell::Cell;
use super::host::Host;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

/// What was measured.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The time of as many calls as were asked for.
    pub(crate) time: Duration,
    /// How many of all calls gave no name.
    pub(crate) failed: u64,
}

/// Makes so many calls, or some more; their time is scaled down then.
pub(crate) fn measure<A: Allocator>(allocator: &mut A, host: &mut Host, cell: Cell, calls: u64) -> Measured {
    let (mut made, mut time, mut failed) = (0, Duration::ZERO, 0);
    while made < calls {
        // Each thread makes as many.
        let wanted = (calls - made).next_multiple_of(cell.threads);
        let round = allocator.prepare(host, cell, wanted);
        assert!(round > 0 && round.is_multiple_of(cell.threads), "{}: {round} calls by {} threads", A::NAME, cell.threads);
        let (finished, took) = play(allocator, cell.threads, round / cell.threads);
        failed += finished.failed;
        time += took;
        made += round;
        allocator.finish(finished);
    }
    Measured { time: time.mul_f64(calls as f64 / made as f64), failed }
}

/// A thread's part of a round.
struct Part<W> {
    worker: W,
    failed: u64,
    begin: Instant,
    end: Instant,
}

/// One round: from when the first thread begins until the last one ends.
fn play<A: Allocator>(allocator: &A, threads: u64, each: u64) -> (Finished<A::Worker>, Duration) {
    let barrier = Barrier::new(threads as usize);
    let part = || {
        let mut worker = allocator.worker();
        barrier.wait();
        let begin = Instant::now();
        let failed = (0..each).filter(|_| !allocator.name(&mut worker)).count() as u64;
        Part { worker, failed, begin, end: Instant::now() }
    };
    let parts: Vec<Part<A::Worker>> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(part)).collect();
        let own = part();
        others.into_iter().map(|thread| thread.join().expect("it does not panic")).chain([own]).collect()
    });
    let begin = parts.iter().map(|part| part.begin).min();
    let end = parts.iter().map(|part| part.end).max();
    let time = begin.zip(end).map_or(Duration::ZERO, |(begin, end)| end - begin);
    let failed = parts.iter().map(|part| part.failed).sum();
    let workers = parts.into_iter().map(|part| part.worker).collect();
    (Finished { workers, calls: threads * each, failed }, time)
}
