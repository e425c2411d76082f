//! Damaged files that are made anew.

use crate::scratch::{Scratch, counter, generate, lease, name, pattern};
use ifrace_allocator::linux::shared_file::SharedFileError;
use ifrace_allocator::names::{GenerateError, Lease, NameAllocator, OnDamage, Remembered, StateError};
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::PermissionsExt;

/// A file in use: `vnet0` to `vnet9`, `tap0` to `tap4` and `macvtap0` were given, `vnet3` is held, `tap1` waits for its cleanup.
fn used(scratch: &Scratch) -> (NameAllocator, Vec<Lease>) {
    let names = scratch.opened();
    (0..10).for_each(|_| _ = generate(&names, "vnet%d"));
    (0..5).for_each(|_| _ = generate(&names, "tap%d"));
    generate(&names, "macvtap%d");
    let mut leases = vec![names.clone().in_netns(9).hold(name("vnet3"), 3).unwrap(), names.hold(name("tap1"), 1).unwrap()];
    leases[0].note_device(12).unwrap();
    leases[1].retire().unwrap();
    (names, leases)
}

fn rebuilt(scratch: &Scratch, devices: &[&str]) -> NameAllocator {
    let before = fs::read(scratch.file()).unwrap();
    let asides = scratch.names().len();
    let error = scratch.open(OnDamage::Refuse).unwrap_err().to_string();
    assert!(error.contains("folder/names") && !error.contains('\n'), "{error}");
    let (names, remembered) = scratch.open_on(OnDamage::Rebuild, devices).unwrap();
    let Remembered::Rebuilt { why, damaged } = remembered else { panic!("{remembered:?}") };
    assert!(!why.to_string().is_empty() && damaged.exists() && scratch.names().len() == asides + 1);
    // Only the words that say so were written to.
    let kept = fs::read(&damaged).unwrap();
    let changed = before.iter().zip(&kept).enumerate().filter(|(_, (before, kept))| before != kept);
    let words: BTreeSet<usize> = changed.map(|(at, _)| at / 8).collect();
    assert!(
        kept.len() == before.len() && words.iter().all(|word| (0..1024).any(|number| *word == counter(number, 2))),
        "{words:?}"
    );
    assert_eq!(fs::metadata(&damaged).unwrap().permissions().mode() & 0o777, 0o400);
    scratch.open(OnDamage::Refuse).unwrap();
    names
}

/// The next name of each pattern: none is one that was given before.
fn next(names: &NameAllocator) -> [u64; 3] {
    ["vnet%d", "tap%d", "macvtap%d"].map(|template| names.generate(pattern(template)).unwrap().id)
}

/// Whoever still has the damaged file fails.
fn is_left_behind(old: &NameAllocator, mut leases: Vec<Lease>) {
    for template in ["vnet%d", "tap%d", "new%d"] {
        let error = old.generate(pattern(template)).unwrap_err();
        let is_removed = matches!(&error, GenerateError::State(StateError::File(SharedFileError::Removed { .. })));
        assert!(is_removed || matches!(error, GenerateError::State(StateError::Replaced | StateError::Damaged(_))), "{error}");
    }
    assert!(old.reserve(b"vnet5000").is_err() && old.take_orphans().is_err() && old.hold(name("x"), 0).is_err());
    assert!(leases[0].note_device(5).is_err() && leases.remove(1).done().is_err());
}

#[test]
fn everything_that_is_undamaged_is_kept() {
    // The header, a participant, an empty place, an unused counter.
    for word in [0, 1, 2, 3, 8 + 16 * 1024 + 9, lease(0), counter(40, 2)] {
        let scratch = Scratch::new();
        let (old, leases) = used(&scratch);
        let tokens: Vec<u32> = leases.iter().map(Lease::token).collect();
        scratch.damage([word]);
        let names = rebuilt(&scratch, &[]);
        let ids = next(&names);
        assert!(ids[0] >= 10 && ids[1] >= 5 && ids[2] >= 1, "word {word}: {ids:?}");
        let mut orphans = names.take_orphans().unwrap();
        orphans.sort_by_key(|orphan| orphan.name() != name("vnet3"));
        assert_eq!(orphans.iter().map(Lease::token).collect::<Vec<_>>(), tokens, "word {word}");
        assert_eq!((orphans[0].index(), orphans[0].netns(), orphans[1].is_retired()), (Some(12), 9, true));
        is_left_behind(&old, leases);
    }
}

#[test]
fn a_damaged_counter_counts_from_what_is_left_of_it() {
    for words in [[0, 0], [1, 1], [2, 2]] {
        let scratch = Scratch::new();
        let (old, leases) = used(&scratch);
        scratch.damage(BTreeSet::from(words.map(|word| counter(0, word))));
        let ids = next(&rebuilt(&scratch, &[]));
        assert!(ids[0] >= 10 && ids[1] >= 5 && ids[2] >= 1, "{words:?}: {ids:?}");
        is_left_behind(&old, leases);
    }
}

/// What is left then are names of devices, and leases.
#[test]
fn without_its_counter_a_pattern_passes_over_devices_and_leases() {
    for words in [[0, 1], [3, 3], [4, 5]] {
        let scratch = Scratch::new();
        let (_old, _leases) = used(&scratch);
        scratch.damage(BTreeSet::from(words.map(|word| counter(0, word))));
        let names = rebuilt(&scratch, &["lo", "vnet1"]);
        assert_eq!(generate(&names, "vnet%d"), "vnet4", "{words:?}: vnet3 is held");
        let scratch = Scratch::new();
        let (_old, _leases) = used(&scratch);
        scratch.damage(BTreeSet::from(words.map(|word| counter(0, word))));
        assert_eq!(generate(&rebuilt(&scratch, &["vnet8"]), "vnet%d"), "vnet9", "{words:?}: vnet8 is a device");
    }
}

#[test]
fn a_damaged_lease_is_lost_and_the_other_kept() {
    let scratch = Scratch::new();
    let (_old, _leases) = used(&scratch);
    let bytes = fs::read(scratch.file()).unwrap();
    let retired = (0..32_768).find(|place| bytes[8 * lease(*place)] & 7 == 4).unwrap();
    scratch.damage([lease(retired) + 1]);
    let names = rebuilt(&scratch, &[]);
    assert_eq!(names.take_orphans().unwrap().iter().map(Lease::name).collect::<Vec<_>>(), [name("vnet3")]);
    assert!(next(&names)[1] >= 5);
}

#[test]
fn files_of_another_size_are_read_as_far_as_they_go() {
    for (size, keeps_leases) in [(0, false), (5, false), (100, false), (4096 + 64, false), (3 << 20, true)] {
        let scratch = Scratch::new();
        let (old, leases) = used(&scratch);
        drop((old, leases));
        OpenOptions::new().write(true).open(scratch.file()).unwrap().set_len(size).unwrap();
        let names = rebuilt(&scratch, &["vnet77"]);
        let ids = next(&names);
        let least = if size > 4096 { [78, 5, 1] } else { [78, 0, 0] };
        assert!(ids.iter().zip(least).all(|(id, least)| *id >= least), "{size}: {ids:?}");
        assert_eq!(names.take_orphans().unwrap().len(), if keeps_leases { 2 } else { 0 }, "{size}");
    }
}

/// Its users cannot wait for a lock, and count on: they fail as well, and what they have counted is known.
#[test]
fn users_of_a_file_that_became_longer_fail() {
    let scratch = Scratch::new();
    let (old, leases) = used(&scratch);
    OpenOptions::new().write(true).open(scratch.file()).unwrap().set_len(3 << 20).unwrap();
    (0..1000).for_each(|_| _ = generate(&old, "vnet%d"));
    assert!(next(&rebuilt(&scratch, &[]))[0] >= 1010);
    is_left_behind(&old, leases);
}

#[test]
fn each_damaged_file_is_kept() {
    let scratch = Scratch::new();
    drop(used(&scratch));
    let mut least = 10;
    for _ in 0..3 {
        scratch.damage([1]);
        let names = rebuilt(&scratch, &[]);
        let ids = next(&names);
        assert!(ids[0] >= least && names.in_netns(9).is_pending(name("vnet3")).unwrap(), "{ids:?}");
        least = ids[0] + 1;
    }
    assert_eq!(scratch.names(), ["names", "names.damaged", "names.damaged.1", "names.damaged.2"]);
}
