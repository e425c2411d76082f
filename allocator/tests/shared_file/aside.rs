//! Damaged files out of the way.

use crate::locks::released_by;
use crate::scratch::{LEN, NAME, Scratch, set_mode};
use ifrace_allocator::linux::shared_file::{Opened, SharedFile, SharedFileError, set_aside};
use std::fs;
use std::sync::Barrier;
use std::sync::atomic::Ordering;

#[test]
fn an_open_file_is_set_aside_and_nothing_is_overwritten() {
    let scratch = Scratch::new();
    for (number, expected) in ["words.damaged", "words.damaged.1", "words.damaged.2"].into_iter().enumerate() {
        let file = scratch.created();
        file.words()[0].store(number as u64, Ordering::Relaxed);
        // It makes no difference whether the caller has the lock.
        let lock = (number == 1).then(|| file.lock().unwrap());
        assert_eq!(file.set_aside(), Ok(scratch.folder().join(expected)));
        assert!(lock.is_none() || file.claim(0).unwrap());
    }
    assert_eq!(scratch.names(), ["words.damaged", "words.damaged.1", "words.damaged.2"]);
    for (number, name) in scratch.names().iter().enumerate() {
        assert_eq!(fs::read(scratch.folder().join(name)).unwrap()[..8], (number as u64).to_ne_bytes());
    }
}

#[test]
fn the_lock_of_the_caller_outlasts_setting_aside() {
    let scratch = Scratch::new();
    let file = scratch.created();
    let lock = file.lock().unwrap();
    let aside = file.set_aside().unwrap();
    fs::rename(aside, scratch.file()).unwrap();
    released_by(&scratch, || drop(lock));
}

#[test]
fn a_file_that_cannot_be_opened_is_set_aside() {
    let scratch = Scratch::with_other(|path| fs::write(path, "short").unwrap());
    assert!(scratch.open().is_err());
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Ok(scratch.folder().join("words.damaged")));
    fs::write(scratch.file(), "shorter").unwrap();
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Ok(scratch.folder().join("words.damaged.1")));
    assert_eq!(fs::read(scratch.folder().join("words.damaged")).unwrap(), b"short");
    drop(scratch.created());
}

#[test]
fn a_file_that_is_in_order_stays() {
    let scratch = Scratch::new();
    drop(scratch.created());
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(SharedFileError::InOrder { path: scratch.file() }));
    fs::remove_file(scratch.file()).unwrap();
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(SharedFileError::Removed { path: scratch.file() }));
}

#[test]
fn who_waited_for_the_lock_of_a_file_that_was_set_aside_gets_it_not() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    file.set_aside().unwrap();
    assert_eq!(other.lock().map(|_| ()), Err(SharedFileError::Removed { path: scratch.file() }));
    drop(scratch.created());
}

/// What a process does that finds a damaged file.
fn open_or_make_anew(scratch: &Scratch) -> (SharedFile, Opened) {
    loop {
        match scratch.open() {
            Ok(file) => return file,
            Err(SharedFileError::WrongSize { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        match set_aside(&scratch.folder(), NAME, LEN) {
            Ok(_) | Err(SharedFileError::Removed { .. } | SharedFileError::InOrder { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn of_those_who_find_a_damaged_file_one_sets_it_aside_and_nobody_the_new_one() {
    const THREADS: usize = 8;
    for _ in 0..100 {
        let scratch = Scratch::with_other(|path| {
            fs::write(path, "short").unwrap();
            set_mode(path, 0o600);
        });
        let barrier = Barrier::new(THREADS);
        let open = || {
            barrier.wait();
            open_or_make_anew(&scratch)
        };
        let files: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(open)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(files.iter().filter(|(_, opened)| *opened == Opened::Created).count(), 1);
        assert_eq!(scratch.names(), ["words", "words.damaged"]);
        assert_eq!(fs::read(scratch.folder().join("words.damaged")).unwrap(), b"short");
    }
}
