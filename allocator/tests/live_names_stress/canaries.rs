//! Allocators that are wrong, and that the same run has to find out.

use crate::event::{Event, Kind};
use crate::final_state;
use crate::judge::{Violation, judge};
use crate::patterns::HUNDRED;
use crate::run::Plan;
use crate::scratch::Scratch;
use crate::stress::enter;
use crate::task::{Mode, Task};

/// A small run: two processes, two hundred devices, and entries that stay as long as they can.
fn run(mode: Mode, pattern: usize) -> Vec<Event> {
    let (_netns, lower, _) = enter();
    let scratch = Scratch::new();
    drop(final_state::open(scratch.path()));
    let (folder, left, patterns) = (scratch.path().to_owned(), vec![50; 2], vec![pattern]);
    let task = Task { folder, mode, seed: 1, worker: 0, left, patterns, held: 2, late: usize::MAX, lower };
    Plan { workers: 2, task, kill_after: 0 }.run(&scratch).events
}

fn violations(events: &[Event]) -> Vec<Violation> {
    judge(events).into_iter().map(|(_, violation)| violation).collect()
}

#[test]
fn counters_of_processes_with_a_look_before_the_creation_are_found_out() {
    let found = violations(&run(Mode::ProbeThenCreate, 0));
    for violation in [Violation::ReusedBeforeCleanup, Violation::GenerationTwice] {
        assert!(found.contains(&violation), "{violation:?} is not among {found:?}");
    }
}

#[test]
fn leases_that_end_before_the_cleanup_are_found_out() {
    let found = violations(&run(Mode::DoneBeforeCleanup, HUNDRED));
    assert!(found.contains(&Violation::ReusedBeforeCleanup), "{found:?}");
}

#[test]
fn the_same_run_with_the_right_allocator_has_no_violation() {
    for pattern in [0, HUNDRED] {
        let events = run(Mode::Right, pattern);
        assert_eq!(violations(&events), []);
        assert_eq!(events.iter().filter(|event| event.kind == Kind::Created).count(), 200);
    }
}
