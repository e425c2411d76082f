//! The complete run.

use crate::disturber::Disturbers;
use crate::event::{Event, Kind};
use crate::final_state;
use crate::judge::judge;
use crate::patterns::COUNT;
use crate::run::Plan;
use crate::scratch::Scratch;
use crate::task::{Mode, Task};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};

const SEED: u64 = 20_261_121;

/// How many devices each thread creates, for a run that takes less time.
const DEVICES: &str = "IFRACE_STRESS_DEVICES";

/// A network namespace with a device that macvtaps are on, and another one, which has alternative names.
pub(crate) fn enter() -> (PrivateNetns, u32, u32) {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
    let mut rtnetlink = Rtnetlink::open().unwrap();
    let mut bridge = |name: &[u8]| {
        let request = NewLink { name: Some(payload(name)), create: true, excl: true, echo: true, ..NewLink::of_kind(b"bridge") };
        rtnetlink.new_link(&request).unwrap().expect("Linux 6.2 and later report what was created").index
    };
    let (lower, fence) = (bridge(b"lower"), bridge(b"fence"));
    (netns, lower, fence)
}

#[test]
fn no_name_is_given_twice_whoever_dies_and_whatever_others_do() {
    let each = std::env::var(DEVICES).map_or(2000, |number| number.parse().unwrap());
    let (_netns, lower, fence) = enter();
    let scratch = Scratch::new();
    let first_token = final_state::next_token(&final_state::open(scratch.path()).0);
    let folder = scratch.path().to_owned();
    let (left, patterns) = (vec![each; 4], (0..COUNT).collect());
    let task = Task { folder, mode: Mode::Right, seed: SEED, worker: 0, left, patterns, held: 4, late: 3, lower };
    let disturbers = Disturbers::start(SEED, fence);
    let outcome = Plan { workers: 4, task, kill_after: 500 }.run(&scratch);
    let others = disturbers.end();
    assert_no_violation(&outcome.events);
    assert_eq!(others.harmed, 0, "devices of others were deleted or marked");
    let count = |kind| outcome.events.iter().filter(|event: &&Event| event.kind == kind).count();
    assert_eq!(count(Kind::Created), 16 * each);
    assert!(outcome.kills >= 16 * each / 800, "{} kills", outcome.kills);
    final_state::check(scratch.path(), &outcome.events, &[1, lower, fence]);
    let attempts = final_state::next_token(&final_state::open(scratch.path()).0).wrapping_sub(first_token);
    let (created, adopted, took, kills) = (count(Kind::Created), count(Kind::Adopted), outcome.took, outcome.kills);
    println!("{created} devices in {took:?}, {kills} kills, {adopted} orphans, {attempts} attempts; {others:?}");
}

/// Tells of the first violation what happened to its name before.
fn assert_no_violation(events: &[Event]) {
    let violations = judge(events);
    let Some((at, what)) = violations.first() else { return };
    let name = events.get(*at).map_or("", |event| &event.name);
    let of_name = events.iter().take(at + 1).enumerate().rev().filter(|(_, event)| event.name == name);
    let story: Vec<String> = of_name.take(20).map(|(at, event)| format!("{at}: {event:?}")).collect();
    panic!("seed {SEED}: {} violations; {what:?} at {at}, before it, backwards:\n{}", violations.len(), story.join("\n"));
}
