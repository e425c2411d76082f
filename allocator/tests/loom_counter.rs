//! Every interleaving of a few threads that share a counter of names, tried by loom.
#![cfg(loom)]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

use ifrace_allocator::names::NameCounter;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicU64, Ordering};
use loom::thread;
use std::panic::{AssertUnwindSafe, catch_unwind};

const RESERVED: u64 = 1;

#[test]
fn concurrent_ids_are_distinct_and_respect_reservations() {
    loom::model(|| {
        let counter = Arc::new(NameCounter::new(100));
        let drawer = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.next().unwrap())
        };
        let reserver = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                counter.reserve(RESERVED);
                counter.next().unwrap()
            })
        };
        let mine = counter.next().unwrap();
        let (drawn, after_reservation) = (drawer.join().unwrap(), reserver.join().unwrap());
        assert!(after_reservation > RESERVED, "{after_reservation} was reserved before the call");
        assert!(mine != drawn && drawn != after_reservation && mine != after_reservation, "an id was handed out twice");
        assert!(counter.next().unwrap() > RESERVED.max(mine).max(drawn).max(after_reservation));
    });
}

#[test]
fn the_last_id_is_handed_out_once() {
    loom::model(|| {
        let counter = Arc::new(NameCounter::new(0));
        let other = {
            let counter = Arc::clone(&counter);
            thread::spawn(move || counter.next().is_ok())
        };
        let mine = counter.next().is_ok();
        assert!(mine ^ other.join().unwrap(), "exactly one caller gets the only id");
    });
}

/// The counter with its read and its write as two atomic operations: what the tests above must be able to catch.
struct TornCounter(AtomicU64);

impl TornCounter {
    fn next(&self) -> u64 {
        let id = self.0.load(Ordering::SeqCst);
        self.0.store(id + 1, Ordering::SeqCst);
        id
    }
}

#[test]
fn a_torn_counter_is_caught() {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        loom::model(|| {
            let counter = Arc::new(TornCounter(AtomicU64::new(0)));
            let other = {
                let counter = Arc::clone(&counter);
                thread::spawn(move || counter.next())
            };
            let mine = counter.next();
            assert_ne!(mine, other.join().unwrap(), "an id was handed out twice");
        });
    }));
    let panic = outcome.expect_err("loom found no interleaving that breaks a torn counter");
    let message = panic.downcast_ref::<String>().expect("a failed assertion panics with a text");
    assert!(message.contains("an id was handed out twice"), "{message}");
}
