//! Traces that somebody or something has changed: they are refused in words, and nothing panics.

use ifrace_sim::Rng;
use ifrace_sim::release::Release;
use ifrace_sim::replay::{Mode, record, replay};
use ifrace_sim::repro::{Case, MemoryMaker, Subject};
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::system::Choice;
use ifrace_sim::trace::{Header, read, write};
use serde_json::{Value, json};

/// A short run, with a daemon's death in it.
fn text() -> String {
    let scenario = Scenario::builtin("daemon-crash").expect("it is built in");
    let plan = scenario.plan(&Parameters::default()).expect("it has defaults");
    let header = Header::of_run("0.1.0", &plan, &Release::parse("11.3").expect("it is an era"));
    let choices = [0, 1, 0, 0, 2, 1, 1, 0, 1].map(Choice::plain);
    record(&header, &choices).expect("it can be played").text
}

/// Why a trace with a changed header cannot be replayed.
fn why(change: impl FnOnce(&mut Value)) -> String {
    let text = text();
    let (header, rest) = text.split_once('\n').expect("it has lines");
    let mut header: Value = serde_json::from_str(header).expect("it is JSON");
    change(&mut header);
    let text = format!("{header}\n{rest}");
    let trace = read(text.as_bytes()).expect("it is a trace");
    replay(&trace, Mode::Strict).expect_err("it cannot be replayed").to_string()
}

#[test]
fn a_header_that_cannot_be_played_is_refused() {
    let remove = |field: &'static str| move |header: &mut Value| drop(header.as_object_mut().map(|all| all.remove(field)));
    assert_eq!(why(remove("plan")), "line 1: the header has no plan, without which nothing can be replayed");
    let other = "line 1: the header is of the scenario 'two-daemons', and its plan is of 'daemon-crash'";
    assert_eq!(why(|header| header["scenario"] = json!("two-daemons")), other);
    assert!(why(|header| header["era"] = json!("5.6")).starts_with("line 1: there are no rules 5.6; there are 6.6, 6.7"));
    let live = "the run was played on 'live 6.12', and only simulated ones can be replayed";
    assert_eq!(why(|header| header["subject"] = json!("live 6.12")), live);
    let daemon = "line 1: the plan cannot be: guest 0: there is no daemon 7";
    assert_eq!(why(|header| header["plan"]["guests"][0]["daemon"] = json!(7)), daemon);
    let many = "line 1: the plan cannot be played: 5 daemons are too many: a world has up to 4";
    assert_eq!(why(|header| header["plan"]["daemons"] = json!([{}, {}, {}, {}, {}])), many);
    let interface = why(|header| header["plan"]["guests"][0]["interfaces"] = json!(["<interface"]));
    assert!(interface.starts_with("line 1: the plan cannot be played: an interface of guest 0: "), "{interface}");
    let era = why(|header| header["era"] = json!("6.6"));
    assert!(era.starts_with("line "), "another era goes another way: {era}");
}

#[test]
fn a_trace_of_a_case_is_no_run() {
    let subject = Subject { case: Case::ALL[0], release: Release::parse("6.6").expect("it is an era"), document: None };
    let header = Header::new("0.1.0", &subject, "simulated");
    let text = write(&header, &subject.reproduce(&mut MemoryMaker, &|| false));
    let error = replay(&read(text.as_bytes()).expect("it is a trace"), Mode::Lenient).expect_err("it is no run");
    let id = Case::ALL[0].id();
    let expected =
        format!("it is a trace of the case {id}, which `ifrace repro {id}` plays; only runs of scenarios are replayed");
    assert_eq!(error.to_string(), expected);
}

/// Flips bits, replaces numbers and cuts, in the header or in the events.
fn broken(rng: &mut Rng, text: &[u8]) -> Vec<u8> {
    let mut broken = text.to_vec();
    for _ in 0..=rng.below(3) {
        let header = broken.iter().position(|byte| *byte == b'\n').unwrap_or(broken.len());
        let at = if rng.chance(1, 2) { rng.below(header.max(1)) } else { rng.below(broken.len()) };
        match rng.below(4) {
            0 => broken[at] ^= 1 << rng.below(8),
            1 => broken[at] = *rng.pick(b"0123456789\"{}[],:\n"),
            2 => drop(broken.remove(at)),
            _ => {
                let digits: Vec<usize> = (0..broken.len()).filter(|place| broken[*place].is_ascii_digit()).collect();
                let place = *rng.pick(&digits);
                broken[place] = *rng.pick(b"0123456789");
            }
        }
    }
    if rng.chance(1, 8) {
        broken.truncate(rng.below(broken.len()));
    }
    broken
}

#[test]
fn nothing_that_is_changed_at_random_panics() {
    let (mut rng, text) = (Rng::new(5), text());
    let (mut traces, mut played) = (0, 0);
    for _ in 0..3000 {
        let Ok(trace) = read(&broken(&mut rng, text.as_bytes())) else { continue };
        traces += 1;
        // Most of what can be read is as good as unchanged: some of it is enough.
        let mode = match traces % 12 {
            0 => Mode::Strict,
            6 => Mode::Lenient,
            _ => continue,
        };
        played += u32::from(replay(&trace, mode).is_ok());
    }
    assert!(traces > 200 && played > 10, "{traces} {played}");
}
