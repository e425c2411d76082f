//! What an allocator may do with a state that was changed.

use super::history::pattern;
use super::input::TEMPLATES;
use super::truth::Truth;
use ifrace_allocator::names::{GenerateError, NameAllocator, NamePattern, StateContents, StateImage, StateLease};

/// How many names of each pattern are asked for.
const ASKED: usize = 2;

/// The ids of a pattern that can all be held.
const FEW: u64 = 10;

/// The state was opened: nothing that it held may be forgotten.
pub(super) fn unharmed(names: &NameAllocator, truth: &Truth, after_boot: bool) {
    let now = contents(names);
    for (pattern, count) in &truth.contents.counters {
        assert!(counts(&now, pattern) >= Some(*count), "{pattern} was at {count}, which is forgotten: {now:?}");
    }
    let is_kept = |lease: &StateLease| match after_boot {
        // Its device is gone.
        true => now.leases.contains(&StateLease { index: 0, is_retired: true, ..lease.clone() }),
        false => now.leases.contains(lease),
    };
    let lost = truth.contents.leases.iter().find(|lease| !is_kept(lease));
    assert!(lost.is_none() && now.leases.len() == truth.contents.leases.len(), "{lost:?} is lost or changed: {now:?}");
    hands_out(names, &now, &truth.next);
    ends(names, &now);
}

/// A new state was made of the changed one: what was undamaged is kept.
pub(super) fn salvaged(names: &NameAllocator, changed: &StateImage, truth: &Truth) {
    let now = contents(names);
    let mut next = [0; TEMPLATES.len()];
    for (of, count) in truth.intact_counters(changed.words()) {
        assert!(counts(&now, of) >= Some(*count), "{of} was at {count}, which could be read: {now:?}");
        for (number, next) in (0..).zip(&mut next).filter(|(number, _)| pattern(*number) == *of) {
            *next = truth.next[usize::from(number)];
        }
    }
    for lease in truth.intact_leases(changed.words()) {
        assert!(now.leases.contains(lease), "{lease:?} could be read: {now:?}");
    }
    hands_out(names, &now, &next);
    ends(names, &now);
}

/// The state is somebody's invention: each answer fits to what the state says.
pub(super) fn makes_sense(names: &NameAllocator) {
    let Ok(now) = StateImage::of(names).contents() else { panic!("a state was opened and cannot be read") };
    let is_behind = |lease: &StateLease| {
        let counters = now.counters.iter();
        counters
            .filter_map(|(pattern, count)| Some((pattern.id_of(lease.name.as_bytes())?, count)))
            .any(|(id, count)| *count <= id)
    };
    // No counter that gives its first ids looks at the leases: they have made it pass over them.
    let knows_leases = !now.leases.iter().any(is_behind);
    for number in 0..TEMPLATES.len() as u8 {
        let (mut last, pattern) = (None, pattern(number));
        for _ in 0..ASKED {
            let Ok(given) = names.generate(pattern) else { break };
            assert!(Some(given.generation) > last, "{} was given twice", given.name);
            last = Some(given.generation);
            assert_eq!((given.name, given.id), (pattern.name(given.id), given.generation % pattern.ids()));
            let is_held = now.leases.iter().any(|lease| lease.netns == 0 && lease.name == given.name);
            assert!(!(knows_leases && is_held && names.is_pending(given.name).unwrap_or(false)), "{} is held", given.name);
        }
    }
    if let Ok(leases) = names.take_orphans() {
        leases.into_iter().for_each(|lease| drop(lease.done()));
    }
}

/// Names are in order, belong to nobody, and none was given before.
fn hands_out(names: &NameAllocator, now: &StateContents, next: &[u64; TEMPLATES.len()]) {
    let mut given_now = Vec::with_capacity(ASKED * TEMPLATES.len());
    for (number, next) in (0..).zip(next) {
        let (mut next, pattern) = (*next, pattern(number));
        for _ in 0..ASKED {
            let given = match names.generate(pattern) {
                Ok(given) => given,
                Err(GenerateError::Exhausted { .. }) if pattern.ids() == FEW && held(now, &pattern) == FEW => break,
                Err(error) => panic!("no name of {pattern} is given: {error}"),
            };
            assert_eq!((given.name, given.id), (pattern.name(given.id), given.generation % pattern.ids()));
            assert!(given.generation >= next, "{} was given before: {} and not {next}", given.name, given.generation);
            next = given.generation + 1;
            let is_held = now.leases.iter().any(|lease| lease.netns == 0 && lease.name == given.name);
            assert!(!is_held, "{} is held: {now:?}", given.name);
            assert!(pattern.ids() == FEW || !given_now.contains(&given.name), "{} was given twice", given.name);
            given_now.push(given.name);
        }
    }
}

/// Every lease can be found, taken over and ended.
fn ends(names: &NameAllocator, now: &StateContents) {
    for lease in &now.leases {
        let is_found = names.clone().in_netns(lease.netns).is_pending(lease.name);
        assert!(matches!(is_found, Ok(true)), "{lease:?} is hidden: {is_found:?}");
    }
    let orphans = names.take_orphans().unwrap_or_else(|error| panic!("leases cannot be taken over: {error}"));
    assert_eq!(orphans.len(), now.leases.len(), "some leases are nobody's");
    for lease in orphans {
        let (names, name) = (names.clone().in_netns(lease.netns()), lease.name());
        lease.done().unwrap_or_else(|error| panic!("the lease of {name} does not end: {error}"));
        assert!(matches!(names.is_pending(name), Ok(false)), "{name} is held for ever");
    }
}

fn contents(names: &NameAllocator) -> StateContents {
    StateImage::of(names).contents().unwrap_or_else(|error| panic!("the opening has not seen that {error}"))
}

fn counts(contents: &StateContents, pattern: &NamePattern) -> Option<u64> {
    contents.counters.iter().find(|(one, _)| one == pattern).map(|(_, count)| *count)
}

/// How many names of a pattern are held where names are asked for.
fn held(contents: &StateContents, pattern: &NamePattern) -> u64 {
    contents.leases.iter().filter(|lease| lease.netns == 0 && pattern.id_of(lease.name.as_bytes()).is_some()).count() as u64
}
