//! The judge sees what it is there for.

use crate::event::{Event, Kind};
use crate::judge::{Violation, judge};

/// A log in few words: kind, process, generation, token; the name is that of the generation in a pattern with a hundred names.
fn events(text: &str) -> Vec<Event> {
    let event = |words: &str| {
        let words: Vec<&str> = words.split_ascii_whitespace().collect();
        let number = |at: usize| words.get(at).map_or(0, |word| word.parse::<u32>().unwrap());
        let kind = Event::parse(format!("{} 0 0 0 0 0 0 0", words[0]).as_bytes()).unwrap().kind;
        let (pid, generation, token) = (number(1), number(2).into(), number(3));
        Event { kind, pid, generation, token, index: token, name: format!("v{}", generation % 100), ..Event::default() }
    };
    text.split(';').map(event).collect()
}

fn violations(text: &str) -> Vec<Violation> {
    judge(&events(text)).into_iter().map(|(_, violation)| violation).collect()
}

const WHOLE: &str = "B 1; S 1; C 1 5 71; R 1 5 71; D 1 5 71; S 1; C 1 105 72; R 1 105 72; D 1 105 72; E 1";

#[test]
fn a_log_in_order_has_no_violation() {
    assert_eq!(violations(WHOLE), []);
    assert_eq!(violations("B 1; B 2; S 1; S 2; C 2 6 72; C 1 5 71; R 1 5 71; D 1 5 71; R 2 6 72; D 2 6 72; E 1; E 2"), []);
}

#[test]
fn a_name_that_is_taken_over_is_no_violation_wherever_its_holder_was_killed() {
    let end = "B 2; A 2 5 71; R 2 5 71; D 2 5 71; E 2";
    for killed_at in ["S 1", "S 1; C 1 5 71", "S 1; C 1 5 71; R 1 5 71", "S 1; C 1 5 71; R 1 5 71; D 1 5 71"] {
        assert_eq!(violations(&format!("B 1; {killed_at}; K 1; {end}")), [], "{killed_at}");
        let twice = format!("B 1; {killed_at}; K 1; B 3; A 3 5 71; R 3 5 71; K 3; {end}");
        assert_eq!(violations(&twice), [], "{killed_at}");
    }
}

#[test]
fn whoever_is_about_to_be_killed_may_still_write() {
    let end = "B 2; A 2 5 71; R 2 5 71; D 2 5 71; E 2";
    assert_eq!(violations(&format!("K 1; B 1; S 1; C 1 5 71; {end}")), []);
    assert_eq!(violations("B 1; S 1; C 1 5 71; R 1 5 71; D 1 5 71; K 1; E 1"), []);
}

#[test]
fn a_name_that_is_given_twice_is_seen() {
    let log = "B 1; B 2; S 1; S 2; C 1 5 71; C 2 105 72; R 2 105 72; D 2 105 72; E 2; K 1";
    assert_eq!(violations(log), [Violation::HeldTwice]);
}

#[test]
fn a_name_that_is_given_before_its_cleanup_is_seen() {
    let log = "B 1; B 2; S 1; S 2; C 1 5 71; R 1 5 71; C 2 105 72; R 2 105 72; D 2 105 72; E 2; K 1";
    assert_eq!(violations(log), [Violation::ReusedBeforeCleanup]);
    assert_eq!(violations("X 1 5 71"), [Violation::ReusedBeforeCleanup]);
}

#[test]
fn a_name_that_is_given_before_it_was_taken_over_is_seen() {
    let killed = "B 1; S 1; C 1 5 71; R 1 5 71; D 1 5 71; K 1";
    let log = format!("{killed}; B 2; S 2; C 2 105 72; R 2 105 72; D 2 105 72; A 2 5 71; R 2 5 71; D 2 5 71; E 2");
    assert_eq!(violations(&log), [Violation::HeldTwice]);
}

#[test]
fn a_counter_that_goes_back_is_seen() {
    let log = "B 1; S 1; C 1 105 71; R 1 105 71; D 1 105 71; S 1; C 1 6 72; R 1 6 72; D 1 6 72; E 1";
    assert_eq!(violations(log), [Violation::CounterWentBack]);
    let of_name = "B 1; B 2; S 1; S 2; C 1 105 71; R 1 105 71; D 1 105 71; C 2 5 72; R 2 5 72; D 2 5 72; E 1; E 2";
    assert_eq!(violations(of_name), [Violation::CounterWentBack], "although it was asked for before");
    let twice = "B 1; B 2; S 1; S 2; C 1 5 71; R 1 5 71; D 1 5 71; C 2 5 72; R 2 5 72; D 2 5 72; E 1; E 2";
    assert_eq!(violations(twice), [Violation::GenerationTwice, Violation::CounterWentBack]);
}

#[test]
fn what_is_taken_from_the_living_or_left_behind_is_seen() {
    let living = "B 1; B 2; S 1; C 1 5 71; A 2 5 71; R 2 5 71; D 2 5 71; E 1; E 2";
    assert_eq!(violations(living), [Violation::TakenFromTheLiving]);
    assert_eq!(violations("B 1; S 1; C 1 5 71; E 1"), [Violation::LeftBehind, Violation::LeftBehind]);
    assert_eq!(violations("B 1; S 1; C 1 5 71; K 1"), [Violation::LeftBehind]);
    assert_eq!(violations("B 1"), [Violation::LeftBehind]);
    assert_eq!(violations("V 1 5 71"), [Violation::SeenByWorker]);
}

#[test]
fn what_is_not_the_own_or_has_the_identity_of_another_is_seen() {
    let swapped = "B 1; S 1; C 1 5 71; D 1 5 71; R 1 5 71; D 1 5 71; E 1";
    assert_eq!(violations(swapped), [Violation::NotTheOwner], "it was cleaned before it was removed");
    let of_another = "B 1; B 2; S 1; C 1 5 71; R 2 5 71; R 1 5 71; D 1 5 71; E 1; E 2";
    assert_eq!(violations(of_another), [Violation::NotTheOwner]);
    let mut log = events(WHOLE);
    for event in log.iter_mut().filter(|event| event.kind == Kind::Created) {
        event.index = 9;
    }
    assert_eq!(judge(&log), [(6, Violation::IdentityTwice)]);
}
