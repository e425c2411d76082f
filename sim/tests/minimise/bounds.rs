//! It ends when it must, with what it has.

use crate::found::{Found, LIMITS, world};
use crate::judge::violates;
use ifrace_sim::minimise::{EndedEarly, Limits, Minimal, NotFailing, Shortest, What, minimise};
use ifrace_sim::system::Choice;
use ifrace_sim::world::violated::Violated;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

fn found() -> Found {
    Found::new("named-conflict", "11.3", Violated::StompFilter, 2)
}

fn still_fails(found: &Found, minimal: &Minimal) {
    assert!(violates(&mut world(&minimal.plan, found.release), &minimal.choices, found.wanted));
    assert!(minimal.steps <= found.choices.len());
}

#[test]
fn so_many_tries_are_made_and_no_more() {
    let found = found();
    let all = found.minimise(&LIMITS, &|| false);
    for tries in [0, 1, 2, 10, 50, all.tries - 1] {
        let minimal = found.minimise(&Limits { tries, ..LIMITS }, &|| false);
        assert_eq!((minimal.tries, minimal.minimal_in.ended_early), (tries, Some(EndedEarly::Tries(tries))));
        still_fails(&found, &minimal);
        assert!(minimal.minimal_in.open().count() > 0 || minimal.minimal_in.shortest == Shortest::Unknown);
        let said = minimal.minimal_in.to_string();
        assert!(said.ends_with(&format!("since the {tries} tries that were allowed are used up")), "{said}");
    }
    assert_eq!(found.minimise(&Limits { tries: all.tries, ..LIMITS }, &|| false), all);
}

#[test]
fn it_stops_when_it_is_asked_to() {
    let found = found();
    for calls in [0, 1, 40, 100] {
        let asked = AtomicU64::new(0);
        let minimal = found.minimise(&LIMITS, &|| asked.fetch_add(1, Relaxed) >= calls);
        assert!(minimal.tries <= calls, "{} tries", minimal.tries);
        assert_eq!(minimal.minimal_in.ended_early, Some(EndedEarly::Stopped));
        assert!(minimal.minimal_in.to_string().ends_with("since it was asked to stop"));
        still_fails(&found, &minimal);
    }
}

#[test]
fn states_that_are_too_many_are_not_taken_for_a_proof() {
    let found = found();
    let unsearched = found.minimise(&Limits { states: 0, ..LIMITS }, &|| false).minimal_in;
    assert_eq!((unsearched.shortest, unsearched.unavoidable.len(), unsearched.ended_early), (Shortest::Unknown, 0, None));
    assert_eq!(unsearched.needed.len(), What::ALL.len());
    let few = found.minimise(&Limits { states: 20, ..LIMITS }, &|| false);
    let Shortest::AtLeast { steps, states } = few.minimal_in.shortest else { panic!("{}", few.minimal_in) };
    assert!((20..40).contains(&states) && (2..few.steps as u32).contains(&steps), "{}", few.minimal_in);
    assert!(!few.minimal_in.unavoidable.contains(&What::Part), "{}", few.minimal_in);
}

#[test]
fn progress_is_heard_of_and_never_goes_back() {
    let Found { plan, release, wanted, choices } = found();
    let mut heard = Vec::new();
    let minimal = minimise(&plan, release, &choices, wanted, &LIMITS, &|| false, &mut |now| heard.push(*now)).expect("it fails");
    assert!(heard.windows(2).all(|pair| pair[0].tries <= pair[1].tries && pair[0].guests >= pair[1].guests));
    assert!(heard.iter().any(|now| now.what.is_none()) && What::ALL.iter().any(|what| heard[0].what == Some(*what)));
    let last = heard.last().expect("something was heard");
    assert_eq!((last.tries, last.guests, last.steps), (minimal.tries, minimal.plan.guests.len(), minimal.steps));
}

#[test]
fn a_run_that_does_not_fail_is_no_run_to_minimise() {
    let Found { mut plan, release, wanted, choices } = found();
    let text = |choices: &[Choice], wanted| {
        let error = minimise(&plan, release, choices, wanted, &LIMITS, &|| false, &mut |_| ()).expect_err("it does not fail");
        assert!(matches!(error, NotFailing::Holds { .. }));
        error.to_string()
    };
    let begun = [&choices[..3], &[Choice::plain(99)]].concat();
    let expected = "the run does not violate no-stomp:nwfilter, but nothing; 3 of its 4 steps can be played";
    assert_eq!(text(&begun, wanted), expected);
    let other = text(&choices, Violated::Leak);
    assert!(
        other.starts_with("the run does not violate no-leak, but no-stomp:") && other.contains("no-stomp:nwfilter"),
        "{other}"
    );
    plan.guests = vec![plan.guests[0].clone(); 9];
    let error = minimise(&plan, release, &choices, wanted, &LIMITS, &|| false, &mut |_| ()).expect_err("there are too many");
    assert_eq!(error.to_string(), "the plan cannot be played: 9 guests are too many: a world has up to 8");
}
