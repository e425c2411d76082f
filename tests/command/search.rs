//! `ifrace search`: what it finds, says and writes.

use super::folder::Folder;
use super::interrupt::interrupted;
use super::output::{ifrace, items};
use rustix::process::Signal;
use serde_json::Value;

const CONFLICT: [&str; 2] = ["search", "named-conflict"];

/// Options beside the command and the scenario.
fn search(options: &[&str]) -> Vec<String> {
    CONFLICT.iter().chain(options).map(|one| (*one).to_owned()).collect()
}

#[track_caller]
fn run(options: &[&str], code: u8) -> super::output::Output {
    let all = search(options);
    ifrace(&all.iter().map(String::as_str).collect::<Vec<_>>()).exits(code)
}

/// A report without what depends on the machine.
fn without_time(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("time: ")).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn the_first_line_shows_the_same_again() {
    let once = run(&["--schedules", "200", "--seed", "5", "--scheduler", "walk"], 10).stdout;
    let first = once.lines().next().expect("there is a line");
    assert_eq!(first, "ifrace search named-conflict --era 6.6 --scheduler walk --seed 5 --schedules 200");
    let again = ifrace(&first.split(' ').skip(1).collect::<Vec<_>>()).exits(10).stdout;
    assert_eq!(without_time(&again), without_time(&once));
    let other = run(&["--schedules", "200", "--seed", "6", "--scheduler", "walk"], 10).stdout;
    assert_ne!(without_time(&other), without_time(&once));
}

#[test]
fn threads_change_no_result() {
    // Several blocks, of which the last one is not whole.
    for options in [&["--schedules", "9000"][..], &["--schedules", "20000", "--stop-at-first"]] {
        let with = |threads: &str| without_time(&run(&[options, &["--threads", threads]].concat(), 10).stdout);
        assert_eq!(with("1"), with("2"));
    }
}

#[test]
fn what_is_found_has_its_finder_its_place_and_its_cause() {
    let text = run(&["--schedules", "500"], 10).stdout;
    let cause = "'delete filter for web0' of ";
    for part in ["no-stomp:nwfilter: ", " found it after ", " of its own), in schedule ", " have it", cause, "6.6: violated: "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("\n    start-refused  "), "{text}");
    let json = run(&["--schedules", "500", "--json"], 10).json();
    assert_eq!((&json["schema"], &json["verdict"], &json["exit_code"]), (&1.into(), &"violated".into(), &10.into()));
    assert_eq!(json["scenario"]["id"], "named-conflict");
    let one = &json["runs"][0];
    assert_eq!(
        (&one["era"], &one["schedules"], &one["coverage"][0]["id"]),
        (&"6.6".into(), &500.into(), &"start-refused".into())
    );
    let found = items(&one["violated"]).iter().find(|one| one["id"] == "no-stomp:nwfilter").expect("it is found");
    assert_eq!(found["invariant"], "no-stomp");
    for field in ["schedule", "after", "after_own", "schedules", "step"] {
        assert!(found[field].is_u64(), "{field}: {found}");
    }
    assert!(found["member"].is_string() && found["cause"].as_str().is_some_and(|cause| cause.contains(" hits ")), "{found}");
    let members = items(&one["members"]);
    assert_eq!((members.len(), members.iter().filter_map(|one| one["schedules"].as_u64()).sum::<u64>()), (7, 500));
    assert!(one["seconds"].is_number() && one["schedules_per_s"].is_u64() && one["hash"].is_string());
}

#[test]
fn every_era_that_is_asked_for_has_a_verdict() {
    let text = run(&["--schedules", "300", "--era", "hardened", "--era", "11.3", "--era", "hardened"], 10).stdout;
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    assert!(last[0].starts_with("11.3: violated: ") && last[1] == "hardened: holds", "{last:?}");
    run(&["--schedules", "300", "--era", "hardened"], 0);
}

#[test]
fn a_search_that_shows_nothing_is_not_green() {
    let folder = Folder::new();
    let text = ifrace(&["list", "scenarios", "named-conflict"]).exits(0).stdout;
    let about = text.replace("about = [\"start-refused\"]", "about = [\"wrapped\"]");
    assert_ne!(about, text);
    let file = folder.file("plan.toml", about);
    let output = ifrace(&["search", &file, "--era", "hardened", "--schedules", "100"]).exits(3);
    assert!(output.stdout.ends_with("\nhardened: vacuous: never reached: wrapped\n"), "{output:?}");
    let json = ifrace(&["search", &file, "--era", "hardened", "--schedules", "100", "--json"]).exits(3).json();
    assert_eq!((&json["verdict"], &json["runs"][0]["coverage"][0]["reached"]), (&"vacuous".into(), &false.into()));
}

#[test]
fn time_that_is_up_is_unknown() {
    run(&["--budget-time", "300ms", "--era", "hardened"], 3);
    let output = run(&["--budget-time", "300ms", "--schedules", "1000000000", "--era", "hardened"], 3);
    assert!(output.stdout.ends_with("\nhardened: unknown: the time was up (--budget-time)\n"), "{output:?}");
}

#[test]
fn what_was_played_of_the_first_block_counts() {
    let options = ["search", "crowded-host", "--schedules", "4000", "--budget-time", "2s", "--json"];
    let json = ifrace(&options).exits(10).json();
    assert!(json["runs"][0]["schedules"].as_u64().is_some_and(|schedules| (1..4000).contains(&schedules)), "{json}");
    assert_eq!(json["runs"][0]["why"][0], "the time was up (--budget-time)");
}

#[test]
fn the_same_twice_is_the_same() {
    run(&["--schedules", "5000", "--check-determinism", "--era", "hardened"], 0);
}

#[test]
fn no_schedules_are_nothing_to_do() {
    assert_eq!(run(&["--schedules", "0"], 4).error_line(), "no schedule is to be played: --schedules is at least 1");
}

#[test]
fn a_signal_loses_nothing_that_was_found() {
    let folder = Folder::new();
    let out = folder.at("out");
    for signal in [Signal::INT, Signal::TERM] {
        let all = search(&["--budget-time", "2h", "--era", "hardened", "--era", "6.6", "--out", &out]);
        let (code, text) = interrupted(&all.iter().map(String::as_str).collect::<Vec<_>>(), signal);
        // The second era may find something before it ends.
        assert!(code == Some(3) || code == Some(10), "{code:?}: {text}");
        assert!(text.contains("hardened: unknown: ") && text.contains("interrupted"), "{text}");
    }
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.at("out/manifest.json")).expect("it is there")).expect("JSON");
    assert_eq!(items(&manifest["runs"]).len(), 2);
    assert_eq!((&manifest["runs"][0]["era"], &manifest["runs"][0]["verdict"]), (&"hardened".into(), &"unknown".into()));
}

#[test]
fn the_folder_has_a_trace_of_everything_that_was_found() {
    let folder = Folder::new();
    let out = folder.at("results");
    let json = run(&["--schedules", "300", "--out", &out, "--json"], 10).json();
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.at("results/manifest.json")).expect("it is there")).expect("JSON");
    let failures = items(&manifest["failures"]);
    assert_eq!(failures.len(), items(&json["runs"][0]["violated"]).len());
    for failure in failures {
        let (id, place) = (failure["id"].as_str().expect("an id"), failure["folder"].as_str().expect("a folder"));
        assert_eq!(place, format!("failures/named-conflict_6.6_{}", id.replace(':', "-")));
        for file in ["trace.ndjson", "min.ndjson"] {
            let played = ifrace(&["replay", &folder.at(&format!("results/{place}/{file}"))]).exits(10);
            assert!(played.stdout.lines().last().is_some_and(|last| last.contains(id)), "{played:?}");
        }
        let mut script = std::process::Command::new(folder.at(&format!("results/{place}/repro.sh")));
        super::output::run(script.env("IFRACE", super::output::PROGRAM), "").exits(10);
    }
    let files = std::fs::read_dir(folder.at("results")).expect("it can be listed");
    let mut files: Vec<_> = files.map(|entry| entry.expect("it can be listed").file_name()).collect();
    files.sort();
    let all = ["failures", "manifest.json", "report.html", "report.json", "report.sarif", "summary.md"];
    assert_eq!(files, all, "nothing temporary stays");
}

#[test]
fn a_folder_that_cannot_be_written_is_known_before_anything_is_played() {
    let folder = Folder::new();
    let file = folder.file("file", "");
    let error = run(&["--out", &format!("{file}/out")], 74);
    assert!(error.error_line().starts_with(&format!("{file}/out: ")), "{error:?}");
}
