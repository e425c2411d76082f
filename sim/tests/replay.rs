//! Runs of the built-in scenarios, recorded and played again.

use ifrace_sim::hunt::{Member, Players, Settings, schedule};
use ifrace_sim::release::Release;
use ifrace_sim::replay::{Mode, Replayed, record, replay};
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::system::Choice;
use ifrace_sim::trace::{Header, read};
use ifrace_sim::world::{Stage, World};
use std::sync::Arc;

const ERAS: [&str; 5] = ["6.6", "7.0", "11.3", "hardened", "by-name@lowest-free"];
const SEED: u64 = 11;

/// The header of a schedule of a scenario under an era, and its choices.
fn run(scenario: &Scenario, era: &str, number: u64) -> (Header, Vec<Choice>) {
    let plan = scenario.plan(&Parameters::default()).expect("it has defaults");
    let release = Release::parse(era).expect("it is an era");
    let member = Players::Portfolio.of(number).id();
    let header = Header::of_run("0.1.0", &plan, &release).found(member, SEED, Some(number)).with_text(&scenario.text);
    let mut world = World::<16>::new(Arc::new(Stage::new(plan, release).expect("it can be played")));
    // Some hosts are crowded; a run that is broken off has a trace, too.
    let settings = Settings { faults: true, max_steps: 300, ..Settings::new(SEED, 0) };
    (header, schedule(&mut world, &settings, number))
}

fn again(text: &str, mode: Mode) -> Replayed {
    let trace = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    replay(&trace, mode).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Every member of the portfolio has played some of these, and every scenario and era has been played by some of them.
#[test]
fn a_strict_replay_of_any_run_renders_the_same_bytes() {
    let all = Scenario::ALL.into_iter().flat_map(|id| ERAS.into_iter().map(move |era| (id, era)));
    for (number, (id, era)) in (0..).zip(all) {
        let scenario = Scenario::builtin(id).expect("it is built in");
        let (header, choices) = run(&scenario, era, number % Member::ALL.len() as u64);
        let recorded = record(&header, &choices).expect("it can be played");
        let replayed = again(&recorded.text, Mode::Strict);
        assert!(replayed.text == recorded.text, "{id} {era}");
        assert_eq!((&replayed.choices, &recorded.choices), (&choices, &choices), "{id} {era}");
        assert_eq!(
            (replayed.left, replayed.steps, replayed.ended),
            (recorded.left, recorded.steps, recorded.ended),
            "{id} {era}"
        );
        assert_eq!((replayed.departures, replayed.finished), (Vec::new(), 0));
    }
}

fn two_daemons() -> String {
    let (header, choices) = run(&Scenario::builtin("two-daemons").expect("it is built in"), "hardened", 6);
    record(&header, &choices).expect("it can be played").text
}

/// Reordering a trace by hand is a way to ask what then happens, so nobody has to count anew.
#[test]
fn numbers_and_words_do_not_matter() {
    let text = two_daemons();
    let words = "\"words\":\"prepare disks and host devices\"";
    let other = text.replacen("\"number\":1,", "\"number\":70,\"more\":1,", 1).replacen(words, "\"words\":\"prepare all\"", 1);
    assert!(other.contains("\"number\":70") && other.contains("prepare all"));
    assert_eq!(again(&other, Mode::Strict).text, text);
}

#[test]
fn what_shows_at_the_end_is_judged_there() {
    let text = two_daemons();
    let leak = r#"{"step":999,"event":"violation","id":"no-leak","invariant":"no-leak","cause":"by hand"}"#;
    let end = text.lines().count();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(end - 1, leak);
    let trace = read(lines.join("\n").as_bytes()).expect("it is a trace");
    let expected = "line {end}, step 999: the trace says 'no-leak is violated: by hand', but what shows is no violation";
    let error = replay(&trace, Mode::Strict).expect_err("nothing leaks");
    assert_eq!(error.to_string(), expected.replace("{end}", &end.to_string()));
}
