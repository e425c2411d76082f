//! Somebody who takes the names that come next, as fast as he can.

use crate::bench::{comes_true, enter, vnet};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Takes the two names behind the last one that was given, over and over. Returns how many it took.
fn take_ahead(next: &AtomicU64, is_over: &AtomicBool) -> u64 {
    let mut taken = 0;
    let mut taps = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let id = next.load(Ordering::Relaxed);
        for name in [format!("vnet{id}"), format!("vnet{}", id + 1)] {
            let mut tap = TunDevice::open().unwrap();
            if tap.set_iff(name.as_bytes(), TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).is_ok() {
                taken += 1;
                taps.push(tap);
            }
        }
        if taps.len() > 200 {
            taps.clear();
        }
    }
    taken
}

#[test]
fn whoever_takes_the_next_names_cannot_keep_others_from_theirs() {
    let mut bench = enter();
    let (next, is_over) = (AtomicU64::new(0), AtomicBool::new(false));
    let (made, taken) = std::thread::scope(|scope| {
        let hostile = scope.spawn(|| take_ahead(&next, &is_over));
        let mut made = 0;
        // Until it was in the way often enough, so that the test is about something.
        let (mut since, mut refused) = (0, 0);
        bench.attempts(&mut since);
        while refused < 20 && made < 2000 {
            let tap = bench.tap(vnet());
            next.store(tap.generation() + 1, Ordering::Relaxed);
            bench.end(tap);
            made += 1;
            refused += bench.attempts(&mut since) - 2;
        }
        is_over.store(true, Ordering::Relaxed);
        assert!(refused >= 20, "{refused} names were refused");
        (made, hostile.join().unwrap())
    });
    assert!(made > 0 && taken > 0, "{made} and {taken}");
    assert!(comes_true(|| bench.names().is_empty()), "{:?}", bench.names());
}
