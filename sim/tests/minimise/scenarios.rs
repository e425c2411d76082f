//! One random run of each kind of violation, made small.

use crate::found::{Found, LIMITS, world};
use crate::judge::{fails_without_event, needed, violates, without_guest};
use ifrace_sim::explore::{self, Control, counterexample};
use ifrace_sim::minimise::{Minimal, Shortest, What};
use ifrace_sim::scheduler::replay;
use ifrace_sim::world::violated::Violated;

/// Makes a run small, checks everything that is said of the result, and answers its guests, steps and switches.
fn check(found: &Found) -> (usize, usize, usize) {
    assert_eq!(found.plan.guests.len(), 4);
    let minimal = found.minimise(&LIMITS, &|| false);
    assert_eq!(minimal, found.minimise(&LIMITS, &|| false), "the same again");
    assert_eq!(minimal.minimal_in.ended_early, None);
    assert_eq!(minimal.minimal_in.open().count(), 0);
    assert_eq!(minimal.steps, minimal.choices.len());
    fails_at_its_end(found, &minimal);
    nothing_can_be_left_out(found, &minimal);
    is_the_shortest(found, &minimal);
    (minimal.plan.guests.len(), minimal.steps, minimal.switches)
}

fn fails_at_its_end(found: &Found, minimal: &Minimal) {
    let (mut world, bit) = (world(&minimal.plan, found.release), found.wanted.bit());
    let mut seen = Vec::new();
    let replayed = replay(&mut world, &minimal.choices, &mut |_, shown| seen.push(shown.violated & bit != 0))
        .expect("no choice is left out");
    assert!(replayed.seen.violated & bit != 0);
    let first = seen.iter().position(|violated| *violated);
    assert!(first.is_none_or(|step| step + 1 == minimal.steps), "{first:?} of {}", minimal.steps);
    let switches = minimal.choices.windows(2).filter(|pair| pair[0].actor != pair[1].actor).count();
    assert_eq!(minimal.switches, switches);
}

fn nothing_can_be_left_out(found: &Found, minimal: &Minimal) {
    let Minimal { plan, choices, minimal_in, .. } = minimal;
    assert_eq!(needed(plan, found.release, choices, found.wanted), vec![true; choices.len()]);
    let without = |place| fails_without_event(plan, found.release, choices, place, found.wanted);
    assert!(!(0..choices.len()).any(without));
    assert!(!fails_without_event(plan, found.release, choices, choices.len() - 1, found.wanted));
    assert!(minimal_in.unavoidable.contains(&What::Guest));
    for guest in 0..plan.guests.len() {
        let (smaller, rest) = without_guest(plan, choices, guest);
        assert!(smaller.guests.is_empty() || !violates(&mut world(&smaller, found.release), &rest, found.wanted));
    }
    let faults = choices.iter().filter(|choice| choice.variant > 0).count();
    assert_eq!(usize::from(plan.faults.operations), faults);
}

/// The search is another one than that of the minimiser, which has a depth; and it is on the plan as anybody has it.
fn is_the_shortest(found: &Found, minimal: &Minimal) {
    assert!(matches!(minimal.minimal_in.shortest, Shortest::Yes { .. }), "{}", minimal.minimal_in);
    let mut world = world(&minimal.plan, found.release);
    let limits = explore::Limits::default();
    let way = counterexample(&mut world, found.wanted.bit(), &limits, &Control::default()).expect("there is one");
    assert_eq!(way.len(), minimal.steps);
}

/// A guest that runs, a guest that arrives, and what was made to fail.
#[test]
fn a_failed_migration_deletes_a_macvtap() {
    let found = Found::new("failed-migration-macvtap", "6.6", Violated::StompDevice, 1);
    assert_eq!(check(&found), (2, 6, 1));
}

#[test]
fn a_late_cleanup_hits_the_filter_of_the_next_guest() {
    let found = Found::new("reuse-after-stop", "by-name@lowest-free", Violated::StompFilter, 1);
    assert_eq!(check(&found), (2, 20, 2));
}

#[test]
fn a_late_cleanup_hits_a_port_of_open_vswitch() {
    let found = Found::new("reuse-after-stop", "6.7", Violated::StompOvsPort, 1);
    assert_eq!(check(&found), (2, 16, 2));
}

#[test]
fn a_refused_start_hits_whoever_has_the_name() {
    let found = Found::new("named-conflict", "11.3", Violated::StompFilter, 1);
    assert_eq!(check(&found), (2, 11, 1));
    let all = needed(&found.plan, found.release, &found.choices, found.wanted);
    assert!(all.contains(&false), "the check can fail: the run as it was found has steps that can be left out");
}

#[test]
fn two_daemons_find_the_same_name() {
    let found = Found::new("two-daemons", "7.0", Violated::Progress, 1);
    assert_eq!(check(&found), (2, 8, 2));
    let found = Found::new("two-daemons", "7.0", Violated::StompBandwidth, 1);
    assert_eq!(check(&found), (2, 22, 2));
}

/// Both deaths are needed, and stay.
#[test]
fn a_daemon_that_restarts_cleans_up_too_late() {
    let found = Found::new("daemon-restart", "7.0", Violated::StompBandwidth, 1);
    assert_eq!(check(&found), (2, 21, 4));
}

/// What is left is seen at the end, so that the run must have one.
#[test]
fn a_daemon_that_dies_leaves_a_macvtap() {
    let found = Found::new("daemon-crash", "7.0", Violated::Leak, 1);
    assert_eq!(check(&found), (1, 15, 2));
}
