//! What holds of a namespace after any sequence of operations.

use crate::check::check;
use crate::operations::operation;
use ifrace_model::kernel::{Link, Namespace, Operation, Reply, Rules};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::collections::{BTreeMap, BTreeSet};

/// The table of names is what the devices bear, no more and no less.
fn names_are_those_of_devices(host: &Namespace) -> TestCaseResult {
    let mut expected: BTreeMap<&[u8], Vec<u32>> = BTreeMap::new();
    let mut primary = BTreeSet::new();
    for (index, device) in host.devices() {
        prop_assert!(primary.insert(device.name), "two devices are called {}", device.name);
        for name in device.altnames.iter().map(AsRef::as_ref).chain([device.name.as_bytes()]) {
            expected.entry(name).or_default().push(index);
        }
    }
    let sorted = |name| {
        let mut holders = host.holders(name).to_vec();
        holders.sort_unstable();
        (name, holders)
    };
    let found: BTreeMap<&[u8], Vec<u32>> = host.names().map(sorted).collect();
    prop_assert_eq!(found, expected);
    Ok(())
}

/// The newest holder of a name answers, and older ones keep their order behind it.
fn the_newest_answers(before: &Namespace, operation: &Operation, host: &Namespace) -> TestCaseResult {
    for name in host.names() {
        let holders = host.holders(name);
        prop_assert_eq!(host.lookup_exact(name), holders.first().copied());
        // A renaming may be taken back, which makes an old name new.
        if !matches!(operation, Operation::Rename { .. }) {
            let old: Vec<u32> = before.holders(name).iter().copied().filter(|index| holders.contains(index)).collect();
            prop_assert!(holders.ends_with(&old), "{:?} became {:?}", old, holders);
        }
    }
    Ok(())
}

/// A device in an answer exists and bears the name in it; if that name is new to it, it is the newest that does.
fn answers_are_true(before: &Namespace, answer: Reply, host: &Namespace) -> TestCaseResult {
    let Reply::Link(Link { name, index }) = answer else { return Ok(()) };
    prop_assert_eq!(host.device(index).map(|device| device.name), Some(name));
    if before.device(index).is_none_or(|device| device.name != name) {
        prop_assert_eq!(host.lookup_exact(name.as_bytes()), Some(index));
    }
    Ok(())
}

#[test]
fn names_and_devices_stay_consistent() {
    let rules = prop::sample::select(&Rules::ALL[..]);
    check(800, &(rules, prop::collection::vec(operation(), 1..60)), |(rules, operations)| {
        let mut host = Namespace::new(rules);
        for operation in &operations {
            let before = host.clone();
            if let Ok(answer) = host.apply(operation) {
                answers_are_true(&before, answer, &host)?;
            }
            names_are_those_of_devices(&host)?;
            the_newest_answers(&before, operation, &host)?;
        }
        Ok(())
    });
}
