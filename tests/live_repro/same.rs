//! Every case under every release, live and simulated.

use super::words::words;
use ifrace::live::LiveMaker;
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, MemoryMaker, Run, Subject};

/// Both runs under one release.
fn both(live: &mut LiveMaker, case: Case, release: Release) -> [Run; 2] {
    let subject = Subject { case, release, document: None };
    [subject.first_run(live, &|| false), subject.first_run(&mut MemoryMaker, &|| false)]
}

fn agrees_under_every_release(case: Case) {
    let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    for release in Release::all() {
        let [real, simulated] = both(&mut live, case, release);
        let (real, simulated) = (words(&real), words(&simulated));
        let differs = real.iter().zip(&simulated).find(|(real, simulated)| real != simulated);
        assert_eq!(differs, None, "{} {}: real, simulated; all of the real one:\n{real:#?}", case.id(), release.rules.id);
        assert_eq!(real.len(), simulated.len(), "{} {}: {real:#?}", case.id(), release.rules.id);
        assert!(real.len() > 10 && !real.iter().any(|line| line.contains("not installed")), "{real:#?}");
    }
}

#[test]
fn a_failed_migration() {
    agrees_under_every_release(Case::FailedMigrationMacvtap);
}

#[test]
fn a_name_that_is_reused() {
    agrees_under_every_release(Case::ReuseAfterStop);
}

#[test]
fn a_tap_that_exists() {
    agrees_under_every_release(Case::PreExistingTap);
}

#[test]
fn a_tap_of_the_users_own() {
    agrees_under_every_release(Case::UnmanagedTap);
}

#[test]
fn a_name_that_is_taken() {
    agrees_under_every_release(Case::NamedConflict);
}

/// The comparison above would see a difference.
#[test]
fn two_releases_are_told_apart() {
    for case in Case::ALL {
        let of = |era| {
            let release = Release::find(era).expect("it is in the table");
            words(&Subject { case, release, document: None }.first_run(&mut MemoryMaker, &|| false))
        };
        assert_ne!(of("6.6"), of("hardened"), "{}", case.id());
    }
}

/// The releases to compare with are rows of the table but for one, which is a mixture.
#[test]
fn the_whole_of_the_macvtap_case() {
    let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    let case = Case::FailedMigrationMacvtap;
    let release = Release::find(case.default_release()).expect("it is in the table");
    let subject = Subject { case, release, document: None };
    let (real, simulated) = (subject.reproduce(&mut live, &|| false), subject.reproduce(&mut MemoryMaker, &|| false));
    assert_eq!(real.runs.len(), 4);
    for (real, simulated) in real.runs.iter().zip(&simulated.runs) {
        assert_eq!((real.era, words(real)), (simulated.era, words(simulated)));
        assert_eq!(real.verdict(), simulated.verdict());
    }
}
