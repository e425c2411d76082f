//! A pattern that is used for the first time.

use super::{explore, generate};
use ifrace_allocator::IfName;
use ifrace_allocator::names::NameAllocator;
use loom::thread;

#[test]
fn two_processes_give_a_pattern_one_counter() {
    explore(|| {
        let names = NameAllocator::in_process();
        let process = names.restarted().unwrap();
        let other = thread::spawn(move || generate(&process, "web%d"));
        let mine = generate(&names, "web%d");
        assert_ne!(mine, other.join().unwrap(), "a name was handed out twice");
    });
}

#[test]
fn two_threads_share_a_source() {
    explore(|| {
        let names = NameAllocator::in_process();
        let other = {
            let names = names.clone();
            thread::spawn(move || generate(&names, "web%d"))
        };
        let mut both = [generate(&names, "web%d"), other.join().unwrap()];
        both.sort();
        assert_eq!(both, ["web0", "web1"]);
    });
}

#[test]
fn a_name_that_is_held_while_its_pattern_is_new_is_not_given() {
    explore(|| {
        let names = NameAllocator::in_process();
        let holder = {
            let names = names.clone();
            thread::spawn(move || names.hold(IfName::new("web0").unwrap(), 0).unwrap())
        };
        let first = generate(&names, "web%d");
        let lease = holder.join().unwrap();
        let second = generate(&names, "web%d");
        // The first may have been given before it was held.
        assert!(first != second && second != "web0", "{first} and {second}");
        drop(lease);
    });
}
