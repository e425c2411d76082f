//! Processes that are killed while they make the file.

use crate::child::{Child, MANY};
use crate::scratch::{NAME, Scratch, pattern_bytes};
use std::fs;
use std::time::Duration;

#[test]
fn a_killed_process_leaves_the_whole_file_or_nothing() {
    let scratch = Scratch::in_memory("4m");
    let whole = pattern_bytes(MANY);
    for round in 0..200 {
        let mut child = Child::start(&scratch, "create for ever");
        assert_eq!(child.said(), "\"begun\"");
        // Somewhere in one of the next rounds of the child.
        std::thread::sleep(Duration::from_micros(round * 7));
        child.kill();
        let names = scratch.names();
        if !names.is_empty() {
            assert_eq!(names, [NAME], "round {round}");
            assert!(fs::read(scratch.file()).unwrap() == whole, "round {round}: it is not whole");
            fs::remove_file(scratch.file()).unwrap();
        }
    }
}
