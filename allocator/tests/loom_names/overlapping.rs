//! Patterns that share names.

use super::{explore, generate};
use ifrace_allocator::names::NameAllocator;
use loom::thread;

#[test]
fn a_name_of_two_patterns_is_handed_out_once() {
    explore(|| {
        let names = NameAllocator::in_process();
        names.reserve(b"vnet9").unwrap();
        let other = {
            let names = names.clone();
            thread::spawn(move || generate(&names, "vnet1%d"))
        };
        let mine = generate(&names, "vnet%d");
        assert_ne!(mine, other.join().unwrap(), "a name was handed out twice");
    });
}
