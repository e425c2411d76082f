//! Threads of several open files at once.

use crate::scratch::{Scratch, name};
use ifrace_allocator::names::{Lease, NameAllocator, OnDamage, StateError};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

/// Holds the same few names again and again; nobody else has them meanwhile.
fn hold_in_turns(names: &NameAllocator, holders: &[AtomicU32]) -> usize {
    let mut held = 0;
    for turn in 0..6000 {
        let which = turn % holders.len();
        match names.hold(name(&format!("shared{which}")), 0) {
            Ok(lease) => {
                assert_eq!(holders[which].fetch_add(1, Ordering::SeqCst), 0, "two hold a name");
                held += 1;
                holders[which].fetch_sub(1, Ordering::SeqCst);
                lease.done().unwrap();
            }
            Err(StateError::Pending(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    held
}

/// Threads of one open file take turns, and open files exclude each other also in the moment between two turns.
#[test]
fn threads_of_two_open_files_exclude_each_other() {
    let scratch = Scratch::new();
    let files = [scratch.opened(), scratch.opened()];
    let holders: [AtomicU32; 2] = Default::default();
    let held: usize = thread::scope(|scope| {
        let threads = files.iter().cycle().take(6).map(|names| scope.spawn(|| hold_in_turns(names, &holders)));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(held > 1000, "{held}");
    assert!(files[0].is_pending(name("shared0")).is_ok_and(|pending| !pending));
    scratch.open(OnDamage::Refuse).unwrap();
}

#[test]
fn leases_of_those_who_are_there_are_no_orphans() {
    let scratch = Scratch::new();
    let files = [scratch.opened(), scratch.opened()];
    let leases: Vec<Lease> = (0..10).map(|id| files[0].hold(name(&format!("tap{id}")), 0).unwrap()).collect();
    assert!(files[1].take_orphans().unwrap().is_empty());
    let tokens: Vec<u32> = leases.iter().map(Lease::token).collect();
    let [first, second] = files;
    drop((leases, first));
    let adopted = second.take_orphans().unwrap();
    let mut found: Vec<u32> = adopted.iter().map(Lease::token).collect();
    found.sort_unstable();
    assert_eq!(found, tokens);
    assert!(second.take_orphans().unwrap().is_empty(), "leases were taken over twice");
}
