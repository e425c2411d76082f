//! `ifrace shrink`: a small run, and how small it is.

use super::folder::Folder;
use super::output::{ifrace, ifrace_with, items};

const WANTED: &str = "no-stomp:nwfilter";

/// The trace of a schedule that violates something.
fn recorded() -> (Folder, String) {
    let folder = Folder::new();
    let out = folder.at("out");
    ifrace(&["search", "named-conflict", "--era", "11.3", "--schedules", "100", "--out", &out]).exits(10);
    let file = folder.at("out/failures/named-conflict_11.3_no-stomp-nwfilter/trace.ndjson");
    let text = std::fs::read(file).expect("it was written");
    let file = folder.file("trace.ndjson", text);
    (folder, file)
}

#[test]
fn a_run_becomes_small() {
    let (folder, file) = recorded();
    let output = ifrace(&["shrink", &file, "--violation", WANTED]).exits(0);
    let text = &output.stdout;
    let first = format!("ifrace shrink {file} --violation {WANTED} --budget-tries 20000\n\nnamed-conflict under 11.3, found by ");
    assert!(text.starts_with(&first), "{text}");
    let written = folder.at("trace.min.ndjson");
    for part in ["    guests ", "    steps ", "    switches ", " can be left out", &format!("trace: {written}")] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let small = ifrace(&["replay", &written, "--json"]).exits(10).json();
    let json = ifrace(&["shrink", &file, "--violation", WANTED, "--json"]).exits(0).json();
    assert_eq!((&json["violation"], &json["after"]["steps"], &json["exit_code"]), (&WANTED.into(), &small["steps"], &0.into()));
    for number in ["guests", "cycles", "faults", "steps", "switches"] {
        assert!(json["after"][number].as_u64() <= json["before"][number].as_u64(), "{json}");
    }
    assert!(json["after"]["steps"].as_u64() < json["before"]["steps"].as_u64(), "{json}");
    assert!(items(&small["violated"]).iter().any(|one| one["id"] == WANTED), "{small}");
}

#[test]
fn a_small_trace_can_be_piped() {
    let (_folder, file) = recorded();
    let text = std::fs::read_to_string(&file).expect("it is there");
    let output = ifrace_with(&["shrink", "-", "--out", "-", "--violation", WANTED], &text).exits(0);
    assert!(output.stderr.contains(" can be left out"), "{output:?}");
    ifrace_with(&["replay", "-"], &output.stdout).exits(10);
    let error = ifrace_with(&["shrink", "-"], &text).exits(2);
    assert_eq!(error.error_line(), "standard input has no place to write beside it; give --out FILE, or --out -");
}

#[test]
fn a_budget_that_was_spent_is_said() {
    let (folder, file) = recorded();
    let out = folder.at("small.ndjson");
    let output = ifrace(&["shrink", &file, "--budget-tries", "3", "--out", &out]).exits(3);
    assert!(output.stdout.contains("the 3 tries that were allowed are used up"), "{output:?}");
    ifrace(&["replay", &out]).exits(10);
    let output = ifrace(&["shrink", &file, "--budget-time", "0", "--out", &out]).exits(3);
    assert!(output.stdout.contains("it was asked to stop"), "{output:?}");
    let error = ifrace(&["shrink", &file, "--budget-tries", "0"]).exits(4);
    assert_eq!(error.error_line(), "no run is to be tried: --budget-tries is at least 1");
}

#[test]
fn what_a_run_does_not_violate_cannot_be_kept() {
    let (_folder, file) = recorded();
    let error = ifrace(&["shrink", &file, "--violation", "no-leak"]).exits(4);
    let start = format!("{file}: the run does not violate no-leak; it violates ");
    assert!(error.error_line().starts_with(&start), "{error:?}");
    let error = ifrace(&["shrink", &file, "--violation", "no-stomp"]).exits(2);
    assert!(error.stderr.contains("nothing is called so that can be violated; there are no-stomp:device, "), "{error:?}");
}
