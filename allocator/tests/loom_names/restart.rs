//! A daemon that is started again while another one, or what is left of itself, goes on.

use super::{explore, generate, pattern};
use ifrace_allocator::names::NameAllocator;
use loom::thread;

#[test]
fn names_from_before_and_after_a_restart_differ() {
    explore(|| {
        let before = NameAllocator::in_process();
        let other = {
            let before = before.clone();
            thread::spawn(move || generate(&before, "vnet%d"))
        };
        let after = before.restarted().expect("the state is in order at every instant");
        let name = generate(&after, "vnet%d");
        assert_ne!(name, other.join().unwrap(), "a name was handed out twice");
    });
}

#[test]
fn a_restart_beside_a_reservation_finds_the_state_in_order() {
    explore(|| {
        let before = NameAllocator::in_process();
        let other = {
            let before = before.clone();
            thread::spawn(move || before.reserve(b"vnet1000").unwrap())
        };
        let after = before.restarted().expect("the state is in order at every instant");
        other.join().unwrap();
        assert!(after.generate(pattern("vnet%d")).unwrap().id > 1000);
    });
}

#[test]
fn an_orphan_is_taken_over_once() {
    explore(|| {
        let gone = NameAllocator::in_process();
        let given = gone.generate(pattern("vnet%d")).unwrap();
        let lease = gone.hold(given.name, given.generation).unwrap();
        drop(lease);
        let names = gone.restarted().unwrap();
        let other = {
            let names = names.clone();
            thread::spawn(move || names.take_orphans().unwrap().len())
        };
        let mine = names.take_orphans().unwrap().len();
        assert_eq!(mine + other.join().unwrap(), 1);
    });
}
