//! Small patterns whose ids begin anew.

use crate::scratch::{generate, name, pattern};
use ifrace_allocator::names::{GenerateError, Generated, Lease, NameAllocator, StateError};
use std::collections::BTreeSet;

const TEN: &str = "fourteen-bytes%d";

fn give(names: &NameAllocator, count: usize) -> Vec<Generated> {
    (0..count).map(|_| names.generate(pattern(TEN)).unwrap()).collect()
}

fn ids(given: &[Generated]) -> Vec<u64> {
    given.iter().map(|given| given.id).collect()
}

fn hold(names: &NameAllocator, given: &Generated) -> Lease {
    names.hold(given.name, given.generation).unwrap()
}

#[test]
fn all_ids_are_given_and_held_ones_are_passed_over_in_the_next_lap() {
    let names = NameAllocator::in_process();
    let first = give(&names, 10);
    assert_eq!(ids(&first), (0..10).collect::<Vec<_>>());
    let mut leases: Vec<Lease> = [3, 4, 9].map(|id: usize| hold(&names, &first[id])).into();
    leases[0].retire().unwrap();
    assert_eq!(ids(&give(&names, 7)), [0, 1, 2, 5, 6, 7, 8]);
    leases.remove(0).done().unwrap();
    let third = give(&names, 8);
    assert_eq!(ids(&third), [0, 1, 2, 3, 5, 6, 7, 8], "who is done comes again");
    assert!(third.iter().all(|given| given.generation >= 20 && given.generation % 10 == given.id));
}

#[test]
fn without_a_free_name_the_error_says_how_many_there_are() {
    let names = NameAllocator::in_process();
    names.update_picture(|picture| picture.set(5, vec![b"fourteen-bytes2".to_vec()]));
    let given = give(&names, 9);
    let mut leases: Vec<Lease> = given.iter().map(|given| hold(&names, given)).collect();
    for _ in 0..50 {
        let error = names.generate(pattern(TEN)).unwrap_err();
        assert!(matches!(error, GenerateError::Exhausted { ids: 10, taken: 1, .. }), "{error}");
        let text = error.to_string();
        assert!(text.starts_with("none of the 10 names of fourteen-bytes%d is free: devices have 1; 9 are held"), "{text}");
    }
    leases.remove(6).done().unwrap();
    assert_eq!(ids(&give(&names, 1)), [7]);
    assert_eq!(ids(&give(&names, 1)), [7], "it was not held");
    names.update_picture(|picture| picture.remove(5));
    let next: BTreeSet<u64> = ids(&give(&names, 2)).into_iter().collect();
    assert_eq!(next, BTreeSet::from([2, 7]));
}

#[test]
fn one_free_name_among_a_thousand_is_found() {
    let names = NameAllocator::in_process();
    let taken = (0..1000).filter(|id| *id != 357).map(|id| format!("twelve-bytes{id}").into_bytes()).collect();
    names.update_picture(|picture| picture.set(5, taken));
    for lap in 0..3 {
        let given = names.generate(pattern("twelve-bytes%d")).unwrap();
        assert_eq!((given.id, given.generation), (357, 1000 * lap + 357));
    }
}

#[test]
fn a_reservation_holds_up_to_the_end_of_the_lap() {
    let names = NameAllocator::in_process();
    generate(&names, TEN);
    names.reserve(b"fourteen-bytes6").unwrap();
    names.reserve(b"fourteen-bytes3").unwrap();
    assert_eq!(ids(&give(&names, 3)), [7, 8, 9]);
    assert_eq!(ids(&give(&names, 2)), [0, 1]);
    names.reserve(b"fourteen-bytes9").unwrap();
    assert_eq!(ids(&give(&names, 1)), [0], "the last id ends the lap");
    names.reserve(b"fourteen-bytes10").unwrap();
    names.reserve(b"other").unwrap();
    assert_eq!(ids(&give(&names, 1)), [1], "these are no names of the pattern");
}

/// A running guest may have the last name, and be reserved with each start of its daemon.
#[test]
fn the_last_id_can_be_reserved_any_number_of_times() {
    let names = NameAllocator::in_process();
    for _ in 0..5000 {
        names.reserve(b"999999999999").unwrap();
        names.reserve(b"vnet99999999999").unwrap();
        names.source(pattern("%d")).unwrap();
    }
    let given = [pattern("%d"), pattern("vnet%d")].map(|pattern| names.generate(pattern).unwrap());
    assert_eq!(given.map(|given| given.id), [0, 0]);
    assert_eq!(given.map(|given| given.generation), [1_000_000_000_000, 100_000_000_000]);
}

#[test]
fn a_pending_name_cannot_be_held_again_and_is_not_given_in_the_first_lap_either() {
    let names = NameAllocator::in_process();
    let mut lease = names.hold(name("fourteen-bytes4"), 0).unwrap();
    for _ in 0..2 {
        let refused = names.hold(name("fourteen-bytes4"), 1).unwrap_err();
        assert!(matches!(refused, StateError::Pending(of) if of == name("fourteen-bytes4")), "{refused}");
        lease.retire().unwrap();
    }
    names.source(pattern(TEN)).unwrap();
    let given: BTreeSet<u64> = ids(&give(&names, 25)).into_iter().collect();
    assert_eq!(given, (0..10).filter(|id| *id != 4).collect());
    lease.done().unwrap();
    let _lease = names.hold(name("fourteen-bytes4"), 2).unwrap();
}

/// The counter is there before anybody holds the name, and far before its id.
#[test]
fn a_name_that_a_user_chose_is_passed_over_in_the_first_lap() {
    let names = NameAllocator::in_process();
    assert_eq!(generate(&names, "vnet%d"), "vnet0");
    let _chosen = names.hold(name("vnet2"), 0).unwrap();
    assert_eq!((0..3).map(|_| generate(&names, "vnet%d")).collect::<Vec<_>>(), ["vnet3", "vnet4", "vnet5"]);
}
