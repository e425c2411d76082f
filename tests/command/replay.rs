//! `ifrace replay`: the same again, and what is not the same.

use super::folder::Folder;
use super::output::{Output, ifrace, ifrace_with, items};

/// A trace, and the folder that it is in.
fn recorded() -> (Folder, String) {
    let folder = Folder::new();
    ifrace(&["explore", "named-conflict", "--era", "11.3", "--stop-at-first", "--out", &folder.at("out")]).exits(10);
    let failures = std::fs::read_dir(folder.at("out/failures")).expect("something was found");
    let mut all: Vec<_> = failures.map(|one| one.expect("it can be listed").path().join("trace.ndjson")).collect();
    all.sort();
    let text = std::fs::read_to_string(&all[0]).expect("it was written");
    let file = folder.file("trace.ndjson", &text);
    (folder, file)
}

fn lines(file: &str) -> Vec<String> {
    std::fs::read_to_string(file).expect("it is there").lines().map(|line| line.to_owned() + "\n").collect()
}

/// What is said of a trace that was changed, without the name of the file.
#[track_caller]
fn refused(change: impl FnOnce(&mut Vec<String>)) -> String {
    let (folder, file) = recorded();
    let mut all = lines(&file);
    change(&mut all);
    let changed = folder.file("changed.ndjson", all.concat());
    let line = ifrace(&["replay", &changed]).exits(2).error_line().to_owned();
    line.strip_prefix(&format!("{changed}: ")).unwrap_or_else(|| panic!("the file is not named: {line}")).to_owned()
}

#[test]
fn a_run_is_the_same_again() {
    let (folder, file) = recorded();
    let text = ifrace(&["replay", &file]).exits(10).stdout;
    assert!(text.starts_with(&format!("ifrace replay {file}\n\nnamed-conflict under 11.3, found by explore, ")), "{text}");
    assert!(text.contains("\n      [start]") && text.contains("\nviolated: "), "{text}");
    let again = folder.at("again.ndjson");
    ifrace(&["replay", &file, "--out", &again]).exits(10);
    assert_eq!(lines(&again), lines(&file));
    let piped = ifrace_with(&["replay", "-", "--out", "-"], &lines(&file).concat()).exits(10);
    assert_eq!(piped.stdout, lines(&file).concat(), "the report goes to standard error");
    assert!(piped.stderr.contains("violated: "));
}

#[test]
fn as_json() {
    let (_folder, file) = recorded();
    let json = ifrace(&["replay", &file, "--json"]).exits(10).json();
    assert_eq!((&json["schema"], &json["scenario"], &json["era"]), (&1.into(), &"named-conflict".into(), &"11.3".into()));
    assert_eq!((&json["mode"], &json["verdict"], &json["exit_code"]), (&"strict".into(), &"violated".into(), &10.into()));
    assert_eq!(json["steps"], items(&json["run"]["steps"]).len());
    assert!(items(&json["violated"]).iter().all(|one| one["cause"].is_string()) && items(&json["departures"]).is_empty());
}

#[test]
fn a_trace_that_is_damaged_or_from_elsewhere() {
    let truncated = refused(|all| all.truncate(5));
    assert_eq!(truncated, "line 5: the trace is truncated: it ends here, without a verdict");
    let newer = refused(|all| all[0] = all[0].replacen("\"schema\":2", "\"schema\":99", 1));
    assert!(newer.starts_with("line 1: the trace has the schema 99, and this version of ifrace reads 2; a newer one"), "{newer}");
    let other = refused(|all| all[0] = all[0].replacen("\"scenario\":\"named-conflict\"", "\"scenario\":\"two-daemons\"", 1));
    assert_eq!(other, "line 1: the header is of the scenario 'two-daemons', and its plan is of 'named-conflict'");
    let era = refused(|all| all[0] = all[0].replacen("\"era\":\"11.3\"", "\"era\":\"5.0\"", 1));
    assert!(era.starts_with("line 1: there are no rules 5.0; there are 6.6, "), "{era}");
    let half = refused(|all| all[3].truncate(20));
    assert!(half.starts_with("line 4: it is no event: "), "{half}");
    assert_eq!(refused(Vec::clear), "line 1: the trace is empty; its first line is a header");
    let error = ifrace(&["replay", "/no/such/trace"]).exits(2);
    assert!(error.error_line().starts_with("/no/such/trace: No such file"), "{error:?}");
}

/// Takes the first operation of a guest out of a trace.
fn without_first_operation(all: &mut Vec<String>) {
    let place = all.iter().position(|line| line.contains("\"event\":\"operation\"")).expect("there is an operation");
    all.remove(place);
}

#[test]
fn a_trace_that_was_edited_says_where_it_differs() {
    let edited = refused(without_first_operation);
    assert!(edited.starts_with("line ") && edited.contains("the trace says '"), "{edited}");
}

#[test]
fn a_lenient_replay_goes_on() {
    let (folder, file) = recorded();
    let mut all = lines(&file);
    without_first_operation(&mut all);
    let changed = folder.file("changed.ndjson", all.concat());
    let json: Output = ifrace(&["replay", &changed, "--lenient", "--json"]);
    assert!(matches!(json.code, Some(0 | 10)), "{json:?}");
    let json = json.json();
    assert_eq!(json["mode"], "lenient");
    assert!(!items(&json["departures"]).is_empty() || json["finished"].as_u64() > Some(0), "{json}");
}

#[test]
fn a_trace_is_not_written_over_itself() {
    let (_folder, file) = recorded();
    let before = lines(&file);
    let error = ifrace(&["replay", &file, "--out", &file]).exits(2);
    assert_eq!(error.error_line(), format!("--out {file}: it is the trace that is read; give the name of another file"));
    ifrace(&["replay", &file, "--out", "-", "--json"]).exits(2);
    assert_eq!(lines(&file), before);
}
