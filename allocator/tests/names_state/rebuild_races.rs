//! Damaged files that several make anew, or that somebody was about to when it was killed.

use crate::scratch::{Scratch, counter, generate, name, pattern};
use ifrace_allocator::names::{GenerateError, NameAllocator, OnDamage, Remembered, StateError};
use std::collections::BTreeSet;
use std::fs;
use std::sync::Barrier;
use std::thread;

#[test]
fn those_who_rebuild_at_the_same_time_end_with_one_file() {
    for turn in 0..20 {
        let scratch = Scratch::new();
        let old = scratch.opened();
        (0..50).for_each(|_| _ = generate(&old, "vnet%d"));
        let _lease = old.hold(name("vnet7"), 7).unwrap();
        scratch.damage([if turn % 2 == 0 { 1 } else { counter(1, 0) }]);
        let barrier = Barrier::new(4);
        let opened: Vec<(NameAllocator, Remembered)> = thread::scope(|scope| {
            let open = || {
                barrier.wait();
                scratch.open(OnDamage::Rebuild).unwrap()
            };
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let rebuilt = opened.iter().filter(|(_, remembered)| matches!(remembered, Remembered::Rebuilt { .. }));
        assert_eq!((rebuilt.count(), scratch.names()), (1, vec!["names".to_owned(), "names.damaged".to_owned()]));
        let given: BTreeSet<u64> = opened.iter().map(|(names, _)| names.generate(pattern("vnet%d")).unwrap().id).collect();
        assert!(given.len() == 4 && given.iter().all(|id| *id >= 50), "turn {turn}: {given:?}");
        let orphans: usize = opened.iter().map(|(names, _)| names.take_orphans().unwrap().len()).sum();
        assert_eq!(orphans, 1, "turn {turn}");
        assert!(old.generate(pattern("vnet%d")).is_err());
    }
}

/// Whoever still has the damaged file counts on until the very moment from which on the new one counts.
#[test]
fn who_counts_on_beside_a_rebuild_gives_no_name_of_the_new_file() {
    for turn in 0..20 {
        let scratch = Scratch::new();
        let old = scratch.opened();
        let source = old.source(pattern("vnet%d")).unwrap();
        let last = source.generate().unwrap().id;
        scratch.damage([1]);
        thread::scope(|scope| {
            let counting = scope.spawn(|| {
                let mut last = last;
                loop {
                    match source.generate() {
                        Ok(given) => last = given.id,
                        Err(GenerateError::State(StateError::Replaced)) => return last,
                        Err(error) => panic!("{error}"),
                    }
                }
            });
            let (names, _) = scratch.open(OnDamage::Rebuild).unwrap();
            let first = names.generate(pattern("vnet%d")).unwrap().id;
            let last = counting.join().unwrap();
            assert!(first > last, "turn {turn}: the new file begins with {first}, and {last} was given");
        });
    }
}

/// As it is when somebody is killed between the two steps of a rebuild.
#[test]
fn a_file_that_was_set_aside_counts_although_nobody_made_a_new_one() {
    for on_damage in [OnDamage::Refuse, OnDamage::Rebuild] {
        let scratch = Scratch::new();
        let old = scratch.opened();
        (0..30).for_each(|_| _ = generate(&old, "vnet%d"));
        let lease = old.hold(name("vnet7"), 7).unwrap();
        fs::rename(scratch.file(), scratch.folder().join("names.damaged")).unwrap();
        let (names, remembered) = scratch.open_on(on_damage, &["lo"]).unwrap();
        assert!(matches!(remembered, Remembered::Nothing), "{remembered:?}");
        assert!(names.generate(pattern("vnet%d")).unwrap().id >= 30);
        let orphans = names.take_orphans().unwrap();
        assert_eq!(orphans.iter().map(|orphan| orphan.token()).collect::<Vec<_>>(), [lease.token()]);
        orphans.into_iter().try_for_each(|orphan| orphan.done()).unwrap();
        let error = old.generate(pattern("vnet%d")).unwrap_err();
        assert!(matches!(error, GenerateError::State(StateError::Replaced)), "{error}");
        assert!(matches!(old.reserve(b"vnet9000"), Err(StateError::Replaced)));
        // It counts once: what was done since stays done.
        drop((names, scratch.opened()));
        assert!(scratch.opened().take_orphans().unwrap().is_empty());
        fs::remove_file(scratch.file()).unwrap();
        assert_eq!(generate(&scratch.opened(), "vnet%d"), "vnet0", "a file that counted already counts again");
    }
}

/// The new file was there before: what was set aside is added to it.
#[test]
fn a_file_that_was_set_aside_is_added_to_one_that_is_there() {
    let scratch = Scratch::new();
    let old = scratch.opened();
    (0..30).for_each(|_| _ = generate(&old, "vnet%d"));
    let _lease = old.hold(name("tap7"), 7).unwrap();
    let elsewhere = scratch.path().join("elsewhere");
    fs::rename(scratch.file(), &elsewhere).unwrap();
    let newer = scratch.opened();
    (0..3).for_each(|_| _ = generate(&newer, "vnet%d"));
    fs::rename(&elsewhere, scratch.folder().join("names.damaged.7")).unwrap();
    fs::write(scratch.folder().join("names.damaged.old"), "no file of an allocator").unwrap();
    let names = scratch.opened();
    assert!(names.generate(pattern("vnet%d")).unwrap().id >= 30);
    assert!(newer.generate(pattern("vnet%d")).unwrap().id >= 30, "it is the same file");
    assert_eq!(names.take_orphans().unwrap().len(), 1);
}

/// Somebody gives a file that was set aside its old name: what is in it was taken over already.
#[test]
fn a_file_that_was_set_aside_is_not_used_again() {
    let scratch = Scratch::new();
    let old = scratch.opened();
    fs::rename(scratch.file(), scratch.folder().join("names.damaged")).unwrap();
    drop((old, scratch.opened()));
    fs::rename(scratch.folder().join("names.damaged"), scratch.file()).unwrap();
    let error = scratch.open(OnDamage::Refuse).unwrap_err().to_string();
    assert!(error.contains("damaged at byte"), "{error}");
    assert!(matches!(scratch.open(OnDamage::Rebuild).unwrap().1, Remembered::Rebuilt { .. }));
}
