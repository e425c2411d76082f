//! What must hold for every document that describes a guest, for the rules of every release.
//!
//! `IFRACE_DOCUMENTS` says how many documents are tried: the first ones under every row of rules, the others under those that differ.

#![forbid(unsafe_code)]

mod complete;

use complete::assert_complete;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, Writing};
use ifrace_sim::documents::judge::{Case, Counts, distinct_rules, oracle};
use ifrace_sim::documents::{Generator, Profile, Root};
use std::thread;

const SEED: u64 = 1;

/// Few enough for a build without optimisations.
const DOCUMENTS: u64 = 10_000;

/// How many documents are tried under every row.
const FIRST: u64 = 1_000;

const THREADS: u64 = 2;

fn generator() -> Generator {
    Generator::new(SEED, Profile::all())
}

fn documents() -> u64 {
    let number = std::env::var("IFRACE_DOCUMENTS").ok();
    number.map_or(DOCUMENTS, |number| number.parse().expect("IFRACE_DOCUMENTS is a number"))
}

/// Checks every so manieth document, from a first one on, and stops at the first that fails.
fn check_from(first: u64, end: u64) -> Result<Counts, (u64, String)> {
    let (generator, mut counts) = (generator(), Counts::default());
    let (all, distinct): (Vec<_>, _) = (Rules::ALL.iter().collect(), distinct_rules());
    for case in (first..end).step_by(THREADS as usize) {
        let sample = generator.sample(case);
        let driver_prefix = (case / THREADS % 2 == 1).then_some("vif");
        for rules in if case < FIRST { &all } else { &distinct } {
            let checked = Case { sample: &sample, rules, driver_prefix }.judge(&mut counts);
            let told = |why| format!("rules {}, prefix {driver_prefix:?}: {why}\n{}", rules.id, sample.text);
            checked.map_err(|why| (case, told(why)))?;
        }
        counts.document(&sample);
    }
    Ok(counts)
}

#[test]
fn names_are_dropped_by_the_rules_and_nothing_else_changes() {
    let end = documents();
    let results: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(move || check_from(first, end))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a check does not panic")).collect()
    });
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for result in results {
        match result {
            Ok(found) => counts.add(found),
            Err(failure) => failures.push(failure),
        }
    }
    if let Some((case, why)) = failures.into_iter().min() {
        panic!("seed {SEED}, document {case}, {why}");
    }
    assert_complete(&counts);
    println!("{} documents under {} rows", counts.documents, distinct_rules().len());
    println!("dropped {:?}\nkept {:?}, by managed='no' {:?}", counts.dropped, counts.kept, counts.kept_unmanaged);
    println!("against the rule of 6.7 {:?}\nrefused {:?}", counts.unclean, counts.refused);
}

/// The canary of the check that no generated name survives.
#[test]
fn the_rules_of_6_6_let_generated_names_through() {
    let unclean = |id: &str, text: &str| {
        let rules = &Rules::find(id).expect("the row exists").xml;
        let document = Document::read(text, &Dialect { rules, driver_prefix: None }).expect("it is read");
        let sent = document.written(Writing::Migratable).text.into_owned();
        let again = Document::read(&sent, &Dialect { rules, driver_prefix: None }).expect("it is read");
        oracle::unclean(again.interfaces().iter().map(|located| &located.interface))
    };
    let network = "<interface type='network'><source network='lan'/><target dev='macvtap0'/></interface>";
    assert_eq!((unclean("6.6", network), unclean("6.7", network)), (vec!["macvtap0".to_owned()], vec![]));
    let types = Rules::find("6.6").expect("the row exists").xml.types();
    let generator = Generator::new(SEED, Profile { types, roots: &Root::ALL });
    let caught = (0..500).filter(|case| !unclean("6.6", &generator.sample(*case).text).is_empty()).count();
    assert!(caught > 50, "{caught} of 500 documents");
}

/// A change of this number means that old seeds no longer name the documents that they named before.
#[test]
fn the_stream_of_documents_is_pinned() {
    let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let bytes = (0..200).flat_map(|case| generator().sample(case).text.into_bytes());
    assert_eq!(format!("{:016x}", bytes.fold(0xcbf2_9ce4_8422_2325, step)), "3b308e852732a9d3");
}
