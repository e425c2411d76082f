//! Patterns that share names.

use crate::scratch::{generate, pattern};
use ifrace_allocator::names::NameAllocator;
use std::collections::BTreeSet;

/// Takes names of patterns in turns; none comes twice.
fn all_different(names: &NameAllocator, templates: &[&str], rounds: usize) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for round in 0..rounds {
        for template in templates {
            let name = generate(names, template);
            assert!(seen.insert(name.clone()), "{name} of {template} came twice, in round {round}");
        }
    }
    seen
}

#[test]
fn no_name_is_given_twice() {
    for templates in [&["v%d", "v1%d"][..], &["v1%d", "v%d"], &["%d", "%d5"], &["%d5", "5%d", "%d", "55%d"]] {
        all_different(&NameAllocator::in_process(), templates, 400);
    }
}

#[test]
fn a_pattern_that_comes_later_gives_no_name_of_the_earlier_one() {
    let names = NameAllocator::in_process();
    let earlier: BTreeSet<_> = (0..150).map(|_| generate(&names, "v%d")).collect();
    let later = all_different(&names, &["v1%d", "v%d"], 200);
    assert!(earlier.is_disjoint(&later));
}

/// The loops go from one number of digits to the next, and not from name to name.
#[test]
fn a_counter_that_is_far_ahead_is_passed_in_a_few_steps() {
    for (far, template) in [("99999999999", "1%d"), ("499999999999", "1%d"), ("99999999999", "%d5"), ("89999999999", "1%d5")] {
        let names = NameAllocator::in_process();
        generate(&names, "%d");
        names.reserve(far.as_bytes()).unwrap();
        let seen = all_different(&names, &[template, "%d"], 100);
        let far: u64 = far.parse().unwrap();
        assert!(seen.iter().skip(1).all(|name| name.parse::<u64>().unwrap() > far), "{template} {far}");
    }
}

/// Ten patterns cover another one together: it does not look at its names one by one.
#[test]
fn patterns_that_cover_another_one_and_are_far_ahead_are_passed() {
    let names = NameAllocator::in_process();
    for digit in 0..10 {
        generate(&names, &format!("%d{digit}"));
        names.reserve(format!("9999999999{digit}").as_bytes()).unwrap();
    }
    let given: Vec<u64> = (0..20).map(|_| generate(&names, "%d").parse().unwrap()).collect();
    assert!(given.iter().skip(10).all(|id| *id > 99_999_999_999), "{given:?}");
    assert!(given.is_sorted_by(|a, b| a < b));
}

/// All names of the one pattern are of the other, which has given all of them or passed over them: they come once in a lap all the
/// same, and a name does not cost a lap.
#[test]
fn a_pattern_of_which_everything_was_passed_over_still_counts() {
    let names = NameAllocator::in_process();
    names.reserve(b"vnet90000000000").unwrap();
    let source = names.source(pattern("vnet1%d")).unwrap();
    let given: Vec<_> = (0..1000).map(|_| source.generate().unwrap()).collect();
    let different: BTreeSet<_> = given.iter().map(|given| given.name).collect();
    assert_eq!(different.len(), given.len(), "names came again within a lap");
    assert!(given[999].generation < 1_000_000, "{}", given[999].generation);
}

#[test]
fn small_overlapping_patterns_run_through_laps() {
    let names = NameAllocator::in_process();
    let (wide, narrow) = (pattern("thirteen-byte%d"), pattern("thirteen-byte1%d"));
    for turn in 0..200 {
        let given = names.generate(if turn % 3 == 0 { narrow } else { wide }).unwrap();
        let lease = names.hold(given.name, given.generation).unwrap();
        let others: Vec<_> = (0..5).map(|_| names.generate(narrow).unwrap().name).collect();
        assert!(!others.contains(&given.name), "{} is held", given.name);
        lease.done().unwrap();
    }
}
