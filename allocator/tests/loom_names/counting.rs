//! Names, reservations, and the end of a lap.

use super::{explore, generate, pattern};
use ifrace_allocator::names::NameAllocator;
use loom::thread;

/// Room for one digit.
const SHORT: &str = "fourteen-bytes%d";

#[test]
fn names_are_distinct_and_respect_a_reservation() {
    explore(|| {
        let names = NameAllocator::in_process();
        let source = names.source(pattern("vnet%d")).unwrap();
        let drawer = {
            let source = source.clone();
            thread::spawn(move || source.generate().unwrap().id)
        };
        let reserver = {
            let names = names.clone();
            thread::spawn(move || names.reserve(b"vnet1").unwrap())
        };
        let mine = source.generate().unwrap().id;
        let drawn = drawer.join().unwrap();
        reserver.join().unwrap();
        assert_ne!(mine, drawn, "a name was handed out twice");
        assert!(source.generate().unwrap().id > 1.max(mine).max(drawn), "a reservation was forgotten");
    });
}

#[test]
fn who_reserves_gets_a_greater_id() {
    explore(|| {
        let names = NameAllocator::in_process();
        let other = {
            let names = names.clone();
            thread::spawn(move || generate(&names, "vnet%d"))
        };
        names.reserve(b"vnet3").unwrap();
        let mine = names.generate(pattern("vnet%d")).unwrap();
        assert!(mine.id > 3);
        assert_ne!(mine.name.to_string(), other.join().unwrap());
    });
}

#[test]
fn at_the_end_of_a_lap_two_threads_get_two_names() {
    explore(|| {
        let names = NameAllocator::in_process();
        let source = names.source(pattern(SHORT)).unwrap();
        names.reserve(b"fourteen-bytes8").unwrap();
        let other = {
            let source = source.clone();
            thread::spawn(move || source.generate().unwrap())
        };
        let mine = source.generate().unwrap();
        let theirs = other.join().unwrap();
        let mut ids = [mine.id, theirs.id];
        ids.sort_unstable();
        assert_eq!(ids, [0, 9]);
        assert_ne!(mine.generation, theirs.generation);
    });
}
