//! Runs that go another way than their traces, and what strict and lenient replays say of that.

use ifrace_sim::release::Release;
use ifrace_sim::replay::{Difference, Divergence, Mode, ReplayError, Replayed, record, replay};
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::system::{Choice, System};
use ifrace_sim::trace::{Header, read};
use ifrace_sim::world::{Stage, World};
use serde_json::{Value, json};
use std::sync::Arc;

/// Two guests in turn, the first operation of whom fails on purpose if there is a fault.
fn text(scenario: &str, era: &str) -> String {
    let scenario = Scenario::builtin(scenario).expect("it is built in");
    let plan = scenario.plan(&Parameters::default()).expect("it has defaults");
    let release = Release::parse(era).expect("it is an era");
    let header = Header::of_run("0.1.0", &plan, &release).found("test", 1, None);
    let mut world = World::<16>::new(Arc::new(Stage::new(plan, release).expect("it can be played")));
    let (mut state, mut choices) = (world.initial(), Vec::new());
    while world.enabled(&state) != 0 {
        let able: Vec<u8> = (0..64).filter(|actor| world.enabled(&state) >> actor & 1 == 1).collect();
        let actor = able[choices.len() % 2 % able.len()];
        let last = world.variants(&state, actor.into()) - 1;
        choices.push(Choice { actor, variant: last.min(1) as u8 });
        world.step(&mut state, choices[choices.len() - 1]);
    }
    record(&header, &choices).expect("it can be played").text
}

/// The text with one line changed; lines are counted from 1.
fn edited(text: &str, line: usize, edit: impl FnOnce(&mut Value)) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut value = serde_json::from_str(&lines[line - 1]).expect("it is JSON");
    edit(&mut value);
    lines[line - 1] = value.to_string();
    lines.join("\n") + "\n"
}

/// The number of the first line from one on that has this in it.
fn line_of(text: &str, from: usize, part: &str) -> usize {
    let found = text.lines().zip(1..).skip(from - 1).find(|(line, _)| line.contains(part));
    found.unwrap_or_else(|| panic!("there is no {part} in\n{text}")).1
}

fn run(text: &str, mode: Mode) -> Result<Replayed, ReplayError> {
    replay(&read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}")), mode)
}

#[track_caller]
fn diverges(text: &str) -> Divergence {
    match run(text, Mode::Strict) {
        Err(ReplayError::Diverged(divergence)) => *divergence,
        other => panic!("{other:?}"),
    }
}

fn lenient(text: &str) -> Replayed {
    let replayed = run(text, Mode::Lenient).expect("a lenient replay goes on");
    assert!(replayed.ended && run(&replayed.text, Mode::Strict).is_ok_and(|again| again.text == replayed.text));
    replayed
}

const SCENARIO: &str = "reuse-after-stop";

#[test]
fn another_name_is_another_operation() {
    let text = text(SCENARIO, "7.0");
    let line = line_of(&text, 1, "\"probe\":{\"name\":\"vnet0\"}");
    let other = edited(&text, line, |event| event["operation"]["probe"]["name"] = json!("vnet5"));
    let divergence = diverges(&other);
    assert_eq!(divergence.line, line);
    assert!(matches!(divergence.difference, Difference::OtherOperation { .. }), "{divergence}");
    let begins = format!("line {line}, step 2: the trace says '{{\"event\":\"operation\"");
    let says = divergence.to_string();
    assert!(says.starts_with(&begins) && says.contains("vnet5") && says.contains("; these can move: A (A asks to"), "{says}");
    let replayed = lenient(&other);
    assert_eq!(replayed.skipped().next(), Some(line));
    assert!(replayed.finished > 0);
}

#[test]
fn another_result_is_another_answer_and_is_played_on() {
    let text = text(SCENARIO, "7.0");
    let line = line_of(&text, 1, "\"probe\":{\"name\":\"vnet0\"}");
    let other = edited(&text, line, |event| event["result"] = json!({"error": "EMFILE"}));
    let divergence = diverges(&other);
    assert_eq!((divergence.line, divergence.step), (line, 2));
    let gets = Difference::OtherAnswer { gets: "A asks to probe vnet0 and gets {\"exists\":false}".to_owned() };
    assert_eq!((divergence.wanted.as_str(), &divergence.difference), ("A asks to probe vnet0 and gets EMFILE", &gets));
    let replayed = lenient(&other);
    assert_eq!((replayed.departures.len(), replayed.skipped().count(), replayed.text), (1, 0, text));
}

#[test]
fn a_failure_on_purpose_is_found_among_the_ways_to_move() {
    let text = text("foreign-creator", "11.3");
    let injected = edited(&text, 3, |event| {
        event["injected"] = json!(true);
        event["result"] = json!({"error": "the command failed"});
    });
    let plan = read(text.as_bytes()).expect("it is a trace").header.plan.expect("it has a plan");
    let allowed = |text: &str| edited(text, 1, |header| header["plan"]["faults"]["operations"] = json!(1));
    assert_eq!(plan.faults.operations, 0, "nothing may fail");
    assert!(matches!(diverges(&injected).difference, Difference::OtherAnswer { .. }));
    let replayed = lenient(&allowed(&injected));
    assert_eq!(replayed.choices[0], Choice { actor: 0, variant: 1 });
    assert!(replayed.departures.iter().all(|one| one.divergence.line != 3), "{:?}", replayed.departures);
}

#[test]
fn who_cannot_move_is_said_with_those_who_can() {
    let text = text(SCENARIO, "7.0");
    for stranger in ["H", "other 3", "nobody"] {
        let other = edited(&text, 2, |event| event["guest"] = json!(stranger));
        let divergence = diverges(&other);
        assert_eq!((divergence.line, divergence.step, &divergence.difference), (2, 0, &Difference::CannotMove));
        let able: Vec<&str> = divergence.enabled.iter().map(|one| one.who.as_str()).collect();
        assert_eq!(able, ["A", "B", "C"]);
        let says = divergence.to_string();
        let expected = format!(
            "line 2, step 0: the trace says '{stranger} begins to start', but that one cannot move; these can move: A (A begins to \
             start; A asks to prepare disks and host devices and gets done), B ("
        );
        assert!(says.starts_with(&expected), "{says}");
        let skipped: Vec<usize> = lenient(&other).skipped().take(2).collect();
        assert_eq!(skipped, [2, 3], "both lines of the step");
    }
}

#[test]
fn a_death_that_nobody_may_die_is_no_way_to_go_on() {
    let text = text(SCENARIO, "7.0");
    let of_daemon = json!({"step": 999, "event": "daemon-died", "daemon": 0});
    for death in [of_daemon, json!({"step": 999, "event": "hypervisor-died", "guest": "A"})] {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.insert(1, death.to_string());
        let other = lines.join("\n");
        assert_eq!(diverges(&other).difference, Difference::CannotMove);
        let replayed = lenient(&other);
        assert_eq!((replayed.skipped().collect::<Vec<_>>(), replayed.text == text), (vec![2], true));
    }
}

#[test]
fn a_line_that_is_missing_is_found_at_the_next_of_its_guest() {
    let text = text(SCENARIO, "7.0");
    let line = line_of(&text, 8, "\"guest\":\"A\"");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(line - 1);
    let other = lines.join("\n");
    let divergence = diverges(&other);
    assert!(divergence.line >= line && divergence.wanted.starts_with("A "), "{divergence}");
    assert!(matches!(divergence.difference, Difference::OtherOperation { .. }));
    let replayed = lenient(&other);
    assert_eq!(replayed.skipped().next(), Some(divergence.line));
}

#[test]
fn lines_of_one_guest_cannot_be_swapped() {
    let text = text(SCENARIO, "7.0");
    let line = line_of(&text, 6, "\"guest\":\"A\"");
    let next = line_of(&text, line + 1, "\"guest\":\"A\"");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(line - 1, next - 1);
    let divergence = diverges(&lines.join("\n"));
    assert_eq!(divergence.line, line);
    assert!(matches!(divergence.difference, Difference::OtherOperation { .. }), "{divergence}");
    assert!(!lenient(&lines.join("\n")).departures.is_empty());
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(1, 2);
    assert!(matches!(diverges(&lines.join("\n")).difference, Difference::OtherOperation { .. }), "begin is before the operation");
}

#[test]
fn other_violations_are_said_where_they_show() {
    let scenarios = ["unmanaged-tap", "pre-existing-tap", "multiqueue-race", "failed-migration-macvtap", "named-conflict"];
    let mut texts = scenarios.into_iter().map(|scenario| text(scenario, "6.6"));
    let is_broken = |text: &String| text.lines().any(|line| line.contains("\"event\":\"violation\""));
    let text = texts.find(is_broken).expect("one of them is broken by this run");
    let line = line_of(&text, 1, "\"event\":\"violation\"");
    let other = edited(&text, line, |event| {
        event["id"] = json!("no-leak");
        event["invariant"] = json!("no-leak");
    });
    let divergence = diverges(&other);
    assert_eq!(divergence.line, line);
    assert!(matches!(&divergence.difference, Difference::OtherViolations { shows } if shows.contains("no-")), "{divergence}");
    assert_eq!(lenient(&other).text, text);
    let end = text.lines().count();
    let other = edited(&text, end, |event| event["reached"] = json!([]));
    let divergence = diverges(&other);
    assert_eq!(divergence.line, end);
    assert!(
        matches!(&divergence.difference, Difference::OtherViolations { shows } if shows.contains("reached: ")),
        "{divergence}"
    );
}
