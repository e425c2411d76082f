//! `ifrace explore`: what it counts, finds and says.

use super::folder::Folder;
use super::interrupt::interrupted;
use super::output::{Output, ifrace, items};
use rustix::process::Signal;

/// Explores a scenario whose bug shows after few steps.
#[track_caller]
fn run(options: &[&str], code: u8) -> Output {
    ifrace(&[&["explore", "pre-existing-tap"], options].concat()).exits(code)
}

/// A report without what depends on the machine.
fn without_time(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("time: ")).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn threads_and_repetitions_change_no_result() {
    let with = |threads: &str| without_time(&run(&["--threads", threads], 10).stdout);
    let one = with("1");
    assert_eq!((with("2"), with("2")), (one.clone(), one));
}

#[test]
fn the_shortest_run_is_shown_step_by_step() {
    let text = run(&[], 10).stdout;
    assert!(text.starts_with("ifrace explore pre-existing-tap --era 6.6 --budget-memory 4GiB\n\npre-existing-tap: "), "{text}");
    for part in ["no-adoption: the shortest run has ", "\n      [start]", "  !! ", " takes over ", "\n    existing-met  yes  "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = run(&["--json"], 10).json();
    assert_eq!((&json["schema"], &json["verdict"], &json["exit_code"]), (&1.into(), &"violated".into(), &10.into()));
    let one = &json["runs"][0];
    for field in ["states", "transitions", "depth", "ends", "already_seen_permille", "frontier", "bytes", "states_per_s"] {
        assert!(one[field].is_u64(), "{field}: {one}");
    }
    assert!(one["bytes_per_state"].is_number() && one["seconds"].is_number());
    for found in items(&one["violated"]) {
        let steps = items(&found["run"]["steps"]);
        let is_shown = |place: &serde_json::Value| items(place).iter().any(|one| one["id"] == found["id"]);
        let last = steps.last().expect("there are steps");
        assert!(is_shown(&last["violated"]) || is_shown(&found["run"]["violated_at_end"]), "{found}");
        assert_eq!(found["steps"], steps.len(), "{found}");
    }
}

#[test]
fn a_safe_era_is_explored_to_its_end() {
    let text = run(&["--era", "hardened"], 0).stdout;
    assert!(text.ends_with("\nhardened: holds\n"), "{text}");
}

#[test]
fn a_budget_that_was_spent_is_never_green() {
    let unknown = |options: &[&str], why: &str| {
        let text = run(&[&["--era", "hardened"], options].concat(), 3).stdout;
        let text = text.replace("\n  ", " ");
        assert!(text.ends_with(&format!("\nhardened: unknown: {why}; never reached: existing-met\n")), "{text}");
    };
    unknown(&["--budget-states", "2"], "as many states were seen as were allowed (--budget-states)");
    unknown(&["--budget-memory", "100K"], "the memory was used up (--budget-memory)");
    unknown(&["--budget-time", "0"], "the time was up (--budget-time)");
    let json = run(&["--era", "hardened", "--budget-states", "2", "--json"], 3).json();
    assert_eq!((&json["verdict"], &json["runs"][0]["verdict"]), (&"unknown".into(), &"unknown".into()));
    let error = run(&["--budget-states", "0"], 4);
    assert_eq!(error.error_line(), "no state is to be seen: --budget-states is at least 1");
}

#[test]
fn what_was_found_before_a_budget_was_spent_is_reported() {
    let text = run(&["--budget-states", "600"], 10).stdout;
    let end = text.split("\n6.6: violated: ").nth(1).expect("there is a verdict");
    assert!(end.contains("(--budget-states)"), "{text}");
    let first = run(&["--stop-at-first"], 10).stdout;
    assert!(first.contains("the shortest run has ") && first.lines().next().is_some_and(|line| line.contains("--stop-at-first")));
}

#[test]
fn a_signal_ends_it_with_what_was_counted() {
    for signal in [Signal::INT, Signal::TERM] {
        let args = ["explore", "reuse-after-stop", "--guests", "8", "--cycles", "9", "--era", "hardened"];
        let (code, text) = interrupted(&args, signal);
        assert_eq!(code, Some(3), "{text}");
        assert!(text.contains(" states, ") && text.contains("\nhardened: unknown: interrupted"), "{text}");
    }
}

#[test]
fn the_folder_has_the_shortest_runs() {
    let folder = Folder::new();
    let json = run(&["--out", &folder.at("out"), "--json"], 10).json();
    for found in items(&json["runs"][0]["violated"]) {
        let trace = ifrace(&["replay", found["trace"].as_str().expect("it was written"), "--json"]).exits(10).json();
        assert_eq!((&trace["steps"], &trace["found_by"]), (&found["steps"], &"explore".into()));
    }
}

/// A row of the published model: guests, cycles, policy, states, and for one policy transitions and wrongful transitions.
type Row = (&'static str, &'static str, &'static str, u64, Option<[u64; 2]>);

const PEERS: [Row; 8] = [
    ("2", "1", "monotonic", 144, None),
    ("2", "2", "monotonic", 765, None),
    ("3", "1", "monotonic", 3410, None),
    ("3", "2", "monotonic", 61_725, None),
    ("2", "1", "lowest-free", 260, Some([444, 22])),
    ("2", "2", "lowest-free", 1737, Some([3324, 112])),
    ("3", "1", "lowest-free", 10_244, Some([26_499, 1488])),
    ("3", "2", "lowest-free", 339_615, Some([984_858, 37_788])),
];

#[test]
fn the_peer_model_has_its_published_numbers() {
    for (guests, cycles, policy, states, counts) in PEERS {
        let args = ["explore", "peer-model", "--guests", guests, "--cycles", cycles, "--policy", policy, "--json"];
        let json = ifrace(&args).exits(if counts.is_some() { 10 } else { 0 }).json();
        assert_eq!(json["states"], states, "{json}");
        let wrongful = counts.map_or(0, |[transitions, wrongful]| {
            assert_eq!(json["transitions"], transitions, "{json}");
            wrongful
        });
        assert_eq!(json["wrongful"], wrongful, "{json}");
        for field in ["states_per_s", "bytes_per_state", "ends", "depth", "seconds"] {
            assert!(json[field].is_number(), "{field}: {json}");
        }
    }
}

#[test]
fn reductions_are_chosen_by_name() {
    let states = |reduce: &str| {
        let args = ["explore", "peer-model", "--cycles", "1", "--policy", "monotonic", "--reduce", reduce, "--json"];
        ifrace(&args).exits(0).json()["states"].as_u64().expect("it is a number")
    };
    assert_eq!(states("none"), 3410);
    assert!(states("guests") < 1000 && states("guests,names") < states("guests"));
    let error = ifrace(&["explore", "peer-model", "--reduce", "none,guests"]).exits(2);
    assert_eq!(error.error_line(), "--reduce: none stands for nothing; leave it or the others out");
}

#[test]
fn schedules_of_the_peer_model_are_counted() {
    let args = ["search", "peer-model", "--schedules", "5000", "--json"];
    let json = ifrace(&args).exits(10).json();
    assert!(json["wrongful"].as_u64().is_some_and(|wrongful| wrongful > 500) && json["schedules_per_s"].is_u64(), "{json}");
    ifrace(&[&args[..], &["--policy", "monotonic"]].concat()).exits(0);
}
