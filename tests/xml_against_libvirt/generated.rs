//! Generated documents.

use crate::compare::Tally;
use crate::definition::Definitions;
use crate::driver::Driver;
use crate::{own_process, rules_of};
use ifrace_allocator::interface::InterfaceType;
use ifrace_allocator::rules::Rules;
use ifrace_sim::documents::{Generator, Profile, Root};

const SEED: u64 = 1;

const DOCUMENTS: u64 = 3_000;

/// Documents of guests that libvirt's test driver accepts.
fn documents(types: Vec<InterfaceType>, count: u64) -> impl Iterator<Item = String> {
    let generator = Generator::new(SEED, Profile { types, roots: &[Root::Domain] });
    (0..count).map(move |case| generator.sample(case).text)
}

#[test]
fn the_test_driver_agrees() {
    own_process::run("generated::the_test_driver_agrees", || {
        let driver = Driver::new();
        let (rules, mut tally) = (rules_of(driver.version()), Tally::default());
        documents(rules.xml.types(), DOCUMENTS).for_each(|xml| tally.add_described(&driver, rules, &xml));
        assert!(tally.kept > 1_000 && tally.dropped > 1_000, "{tally:?}");
        tally.agreed()
    });
}

#[test]
fn the_parser_and_the_formatter_agree() {
    own_process::run("generated::the_parser_and_the_formatter_agree", || {
        let definitions = Definitions::new();
        let (rules, mut tally) = (rules_of(definitions.version()), Tally::default());
        documents(rules.xml.types(), DOCUMENTS).for_each(|xml| tally.add_definitions(&definitions, rules, &xml));
        assert!(tally.kept > 1_000 && tally.dropped > 1_000, "{tally:?}");
        tally.agreed()
    });
}

/// The canary: the rules up to 6.6 keep names that the library, which must be newer, drops.
#[test]
fn rules_of_another_release_disagree() {
    own_process::run("generated::rules_of_another_release_disagree", || {
        let (driver, definitions) = (Driver::new(), Definitions::new());
        assert!(driver.version() >= (6, 7), "this canary needs libvirt 6.7 or later");
        let rules = Rules::find("6.6").expect("the row exists");
        let (mut described, mut defined) = (Tally::default(), Tally::default());
        for xml in documents(rules.xml.types(), 500) {
            described.add_described(&driver, rules, &xml);
            defined.add_definitions(&definitions, rules, &xml);
        }
        let counts = (described.disagreements.len(), defined.disagreements.len());
        assert!(counts.0 > 50 && counts.1 > 50, "{counts:?}");
        format!("{counts:?} disagreements in 500 documents")
    });
}
