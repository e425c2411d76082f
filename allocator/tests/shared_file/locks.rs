//! The lock of the whole file.

use crate::child::Child;
use crate::scratch::Scratch;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::sync::mpsc::{TryRecvError, channel};

/// Whether somebody waits for a lock of the file (`/proc/locks`, `proc_locks(5)`: behind an arrow).
fn has_waiter(scratch: &Scratch) -> bool {
    let inode = format!(":{}", fs::metadata(scratch.file()).unwrap().ino());
    let locks = fs::read_to_string("/proc/locks").unwrap();
    locks.lines().any(|line| line.contains("->") && line.split(' ').any(|word| word.ends_with(&inode)))
}

/// Waits for the lock in a thread, which says so when it has it; `release` is done once it waits for certain.
pub(crate) fn released_by(scratch: &Scratch, release: impl FnOnce()) {
    let file = scratch.existing();
    std::thread::scope(|scope| {
        let (sender, receiver) = channel();
        scope.spawn(|| {
            let result = file.lock();
            sender.send(result.is_ok()).unwrap();
            drop((sender, result));
        });
        while !has_waiter(scratch) {
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty), "it was locked");
            std::thread::yield_now();
        }
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty), "it was locked");
        release();
        assert_eq!(receiver.recv(), Ok(true));
    });
}

#[test]
fn a_lock_excludes_others_until_it_is_given_back() {
    let scratch = Scratch::new();
    let file = scratch.created();
    let lock = file.lock().unwrap();
    released_by(&scratch, || drop(lock));
}

#[test]
fn a_lock_excludes_other_processes_until_they_end() {
    let scratch = Scratch::new();
    let mut child = Child::start(&scratch, "lock");
    assert_eq!(child.said(), "\"locked\"");
    released_by(&scratch, || child.go());
}

#[test]
fn the_lock_of_a_killed_process_is_free() {
    let scratch = Scratch::new();
    let mut child = Child::start(&scratch, "lock");
    assert_eq!(child.said(), "\"locked\"");
    released_by(&scratch, || child.kill());
}

#[test]
fn a_lock_can_be_taken_again_and_has_nothing_to_do_with_numbers() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    for _ in 0..2 {
        let _lock = file.lock().unwrap();
        assert_eq!([0, 1, u32::MAX].map(|number| other.is_claimed(number).unwrap()), [false; 3]);
        assert!(other.claim(0).unwrap());
    }
    // The claim is none of the whole file.
    drop(file.lock().unwrap());
    drop(other.lock().unwrap());
}
