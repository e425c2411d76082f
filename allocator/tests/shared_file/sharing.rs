//! One file for all.

use crate::child::{ADDITIONS, Child};
use crate::scratch::{LEN, NAME, Scratch, pattern, pattern_bytes};
use ifrace_allocator::linux::shared_file::{Opened, SharedFile, SharedFileError};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::sync::Barrier;
use std::sync::atomic::Ordering;

#[test]
fn a_file_is_created_once_with_the_initial_words() {
    let scratch = Scratch::new();
    let first = scratch.created();
    assert_eq!(fs::read(scratch.file()).unwrap(), pattern_bytes(LEN));
    let unused = &mut || panic!("the file is there");
    let (second, opened) = SharedFile::open(&scratch.folder(), NAME, LEN, unused).unwrap();
    assert_eq!((opened, second.path()), (Opened::Existing, &*scratch.file()));
    let words: Vec<u64> = second.words().iter().map(|word| word.load(Ordering::Relaxed)).collect();
    assert_eq!(words, pattern(LEN));
    first.words()[LEN - 1].store(5, Ordering::Relaxed);
    assert_eq!(second.words()[LEN - 1].load(Ordering::Relaxed), 5);
    drop((first, second));
    assert_eq!(scratch.existing().words()[LEN - 1].load(Ordering::Relaxed), 5);
}

#[test]
fn nobody_else_may_open_what_is_made_and_all_of_it_is_there() {
    let scratch = Scratch::new();
    drop(scratch.created());
    let mode = |path| fs::symlink_metadata(path).unwrap().mode() & 0o7777;
    assert_eq!((mode(scratch.folder()), mode(scratch.file())), (0o700, 0o600));
    assert!(fs::metadata(scratch.file()).unwrap().blocks() * 512 >= LEN as u64 * 8);
    assert_eq!(scratch.names(), [NAME]);
}

#[test]
fn a_mapping_has_the_words_that_were_asked_for_and_no_more() {
    let scratch = Scratch::new();
    let (file, _) = scratch.open_with(3).unwrap();
    assert_eq!(file.words().len(), 3);
    assert_eq!(fs::metadata(scratch.file()).unwrap().len(), 24);
}

#[test]
fn lengths_that_cannot_be_had_are_errors() {
    let scratch = Scratch::new();
    for len in [0, usize::MAX] {
        let unused = &mut || panic!("there is no such length");
        let refusal = SharedFile::open(&scratch.folder(), NAME, len, unused).map(|_| ()).unwrap_err();
        assert_eq!(refusal, SharedFileError::BadLength { path: scratch.file(), len });
    }
    let refusal = SharedFile::open(&scratch.folder(), NAME, 3, &mut || vec![1]).map(|_| ()).unwrap_err();
    assert_eq!(refusal, SharedFileError::WrongInitial { path: scratch.file(), found: 1, expected: 3 });
    assert_eq!(scratch.names(), Vec::<String>::new());
}

#[test]
fn threads_that_race_to_create_get_one_file() {
    const THREADS: usize = 8;
    for _ in 0..50 {
        let (scratch, barrier) = (Scratch::new(), Barrier::new(THREADS));
        let open = || {
            barrier.wait();
            scratch.open().unwrap()
        };
        let files: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(open)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(files.iter().filter(|(_, opened)| *opened == Opened::Created).count(), 1);
        for (file, _) in &files {
            file.words()[0].fetch_sub(1, Ordering::Relaxed);
        }
        assert_eq!(files[0].0.words()[0].load(Ordering::Relaxed), u64::MAX - THREADS as u64);
        assert_eq!(scratch.names(), [NAME]);
    }
}

#[test]
fn processes_that_race_get_one_file_and_its_lock_one_by_one() {
    const PROCESSES: u64 = 6;
    let scratch = Scratch::new();
    let mut children: Vec<Child> = (0..PROCESSES).map(|_| Child::start(&scratch, "count")).collect();
    for child in &mut children {
        assert_eq!(child.said(), "\"ready\"");
    }
    children.iter_mut().for_each(Child::go);
    let opened: Vec<String> = children.iter_mut().map(Child::said).collect();
    assert_eq!(opened.iter().filter(|opened| *opened == "Created").count(), 1, "{opened:?}");
    assert_eq!(opened.iter().filter(|opened| *opened == "Existing").count() as u64, PROCESSES - 1);
    let file = scratch.existing();
    let counts = [0, 1].map(|word: usize| file.words()[word].load(Ordering::Relaxed));
    assert_eq!(counts, [PROCESSES * ADDITIONS; 2]);
    assert_eq!(scratch.names(), [NAME]);
}
