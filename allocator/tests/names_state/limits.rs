//! What there is room for.

use crate::scratch::{Scratch, generate, name, pattern};
use ifrace_allocator::linux::shared_file::SharedFile;
use ifrace_allocator::names::{Lease, NameAllocator, OnDamage, OpenError, STATE_FILE, StateError};

fn hold(names: &NameAllocator, id: usize) -> Result<Lease, StateError> {
    names.hold(name(&format!("tap{id}")), 0)
}

#[test]
fn a_full_table_of_leases_works_again_when_some_are_done() {
    let names = NameAllocator::in_process();
    let mut leases: Vec<Lease> = (0..4096).map(|id| hold(&names, id).unwrap()).collect();
    let full = hold(&names, 4096).unwrap_err();
    assert!(matches!(full, StateError::LeasesFull(4096)) && full.to_string().contains("4096 names"), "{full}");
    let free = leases.swap_remove(77);
    let freed = free.name();
    free.done().unwrap();
    assert!(names.is_pending(freed).is_ok_and(|pending| !pending));
    leases.push(hold(&names, 4096).unwrap());
    assert!(matches!(hold(&names, 4097), Err(StateError::LeasesFull(_))));
    assert!((0..4097).all(|id| names.is_pending(name(&format!("tap{id}"))).unwrap() == (name(&format!("tap{id}")) != freed)));
    for lease in leases {
        lease.done().unwrap();
    }
    // Each place was used: names must be found and missed all the same, and quickly.
    for id in 0..20_000 {
        hold(&names, id).unwrap().done().unwrap();
    }
    names.restarted().unwrap();
}

#[test]
fn there_is_room_for_1024_patterns() {
    let scratch = Scratch::new();
    let names = scratch.opened();
    let template = |number: usize| format!("p{number}-%d");
    (3..1024).for_each(|number| assert_eq!(generate(&names, &template(number)), template(number).replace("%d", "0")));
    let full = names.generate(pattern(&template(1024))).unwrap_err().to_string();
    assert!(full.contains("1024 patterns"), "{full}");
    assert_eq!(generate(&names, &template(1023)), "p1023-1");
    // Neither a restart nor another process needs more.
    assert_eq!(generate(&scratch.opened(), &template(1023)), "p1023-2");
    assert_eq!(generate(&names.restarted().unwrap(), "vnet%d"), "vnet0");
}

#[test]
fn there_is_room_for_1024_participants() {
    let scratch = Scratch::new();
    let first = scratch.opened();
    let len = scratch.file().metadata().unwrap().len() as usize / 8;
    let (others, _) = SharedFile::open(&scratch.folder(), STATE_FILE, len, &mut Vec::new).unwrap();
    (1..1023).for_each(|number| assert!(others.claim(number).unwrap(), "{number}"));
    let last = scratch.opened();
    let error = scratch.open(OnDamage::Rebuild).unwrap_err();
    assert!(matches!(error, OpenError::State { source: StateError::ParticipantsFull(1024), .. }), "{error}");
    assert!(error.to_string().contains("1024 processes") && error.to_string().contains("folder/names"), "{error}");
    let lease = last.hold(name("tap1"), 0).unwrap();
    drop((lease, last));
    let next = scratch.opened();
    assert_eq!(next.take_orphans().unwrap().len(), 1, "who has the same number later is somebody else");
    assert_eq!((scratch.names(), first.is_pending(name("tap1")).unwrap()), (vec!["names".to_owned()], true));
}

/// The same process has its number again, also with a file.
#[test]
fn a_restart_takes_the_place_of_the_one_before() {
    let scratch = Scratch::new();
    let mut names = scratch.opened();
    for turn in 0..300 {
        let lease = names.hold(name("tap1"), turn).unwrap();
        names = names.restarted().unwrap();
        drop(lease);
        let mut orphans = names.take_orphans().unwrap();
        assert_eq!(orphans.iter().map(Lease::generation).collect::<Vec<_>>(), [turn]);
        orphans.remove(0).done().unwrap();
    }
}
