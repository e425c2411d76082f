//! `ifrace fuzz-input`: inputs of fuzz targets as text and back, and from a crash to a small trace.

use super::folder::Folder;
use super::output::{PROGRAM, ifrace, ifrace_with, items, run};
use std::fs;
use std::process::Command;

/// An input that libFuzzer has found.
fn stomp() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/canaries/schedule_lowest_free");
    let mut files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let file = files.next().expect("there is one").expect("the folder can be read").path();
    file.to_str().expect("the path is UTF-8").to_owned()
}

#[test]
fn a_crash_becomes_a_small_trace() {
    let (folder, crash) = (Folder::new(), stomp());
    let trace = folder.at("t.ndjson");
    let shown = ifrace(&["fuzz-input", "schedule_lowest_free", &crash, "--out", &trace]).exits(0);
    assert_eq!((shown.stdout.as_str(), shown.stderr.as_str()), ("", ""));
    let replayed = ifrace(&["replay", &trace, "--json"]).exits(10).json();
    let violated = |report: &serde_json::Value| {
        let all = items(&report["violated"]).iter();
        all.filter_map(|one| one["id"].as_str()).filter(|id| id.starts_with("no-stomp:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let stomps = violated(&replayed);
    assert!(!stomps.is_empty(), "{replayed}");
    let shrunk = ifrace(&["shrink", &trace, "--json"]).exits(0).json();
    assert_eq!(shrunk["violation"], stomps[0].as_str());
    let small = ifrace(&["replay", &folder.at("t.min.ndjson"), "--json"]).exits(10).json();
    assert!(violated(&small).contains(&stomps[0]), "{small}");
    assert!(small["steps"].as_u64() < replayed["steps"].as_u64(), "{small}");
}

#[test]
fn a_trace_becomes_an_input_again() {
    let (folder, crash) = (Folder::new(), stomp());
    let trace = ifrace(&["fuzz-input", "schedule_lowest_free", &crash]).exits(0).stdout;
    let again = folder.at("again");
    ifrace_with(&["fuzz-input", "schedule_lowest_free", "--encode", "-", "--out", &again], &trace).exits(0);
    assert_eq!(ifrace(&["fuzz-input", "schedule_lowest_free", &again]).exits(0).stdout, trace);
    let error = ifrace_with(&["fuzz-input", "schedule", "--encode", "-"], &trace).exits(2);
    let wanted = "-: line 1: the run was played under by-name@lowest-free, and schedule plays hardened";
    assert_eq!(error.error_line(), wanted);
}

#[test]
fn an_input_can_be_played() {
    let (folder, crash) = (Folder::new(), stomp());
    let bad = ifrace(&["fuzz-input", "schedule_lowest_free", &crash, "--run"]).exits(10);
    assert!(
        bad.stdout.starts_with("it shows a defect: ") && bad.stdout.contains(" under by-name@lowest-free: no-stomp:"),
        "{bad:?}"
    );
    assert_eq!(bad.stderr, "", "a panic of a target is no defect of ifrace");
    let json = ifrace(&["fuzz-input", "schedule_lowest_free", &crash, "--run", "--json"]).exits(10).json();
    assert!(json["run"]["defect"].as_str().is_some_and(|defect| defect.contains("no-stomp:")), "{json}");
    assert_eq!((&json["target"], &json["exit_code"]), (&"schedule_lowest_free".into(), &10.into()));
    let good = ifrace_with(&["fuzz-input", "schedule_lowest_free", "-", "--run"], "").exits(0);
    assert_eq!(good.stdout, "it plays without a defect\n");
    let both = ifrace(&["fuzz-input", "schedule_lowest_free", &crash, "--run", "--out", "-"]).exits(10);
    assert!(both.stdout.starts_with("{\"schema\":") && both.stderr.starts_with("it shows a defect: "), "{both:?}");
    let out = folder.at("t.ndjson");
    ifrace(&["fuzz-input", "schedule_lowest_free", &crash, "--run", "--out", &out]).exits(10);
    assert_eq!(fs::read_to_string(out).expect("it was written"), both.stdout);
}

#[test]
fn a_history_becomes_an_input_of_the_allocator() {
    let folder = Folder::new();
    let history = "{\"op\":\"reserve\",\"name\":\"vnet7\"}\n{\"op\":\"generate\",\"kind\":\"tap\",\"keep\":true}\n";
    let text = folder.file("history.jsonl", history);
    let input = folder.at("input");
    let json = ifrace(&["fuzz-input", "allocator", "--encode", &text, "--run", "--json"]).exits(0).json();
    assert_eq!(json["run"]["defect"], serde_json::Value::Null);
    ifrace(&["fuzz-input", "allocator", "--encode", &text, "--out", &input]).exits(0);
    let bytes = fs::read(&input).expect("it was written");
    assert_eq!(json["hex"], bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    assert_eq!(ifrace(&["fuzz-input", "allocator", &input]).exits(0).stdout, history);
    let shown = ifrace(&["fuzz-input", "allocator", &input, "--json"]).exits(0).json();
    assert_eq!((&shown["text"], &shown["bytes"]), (&history.into(), &bytes.len().into()));
    let checked = ifrace_with(&["check", "builtin:hardened", "--history", "-"], history).exits(0);
    assert!(checked.stdout.contains("{\"named\":{\"name\":\"vnet8\"}}"), "{checked:?}");
    fs::write(&text, "{\"op\":\"restart\"}\n{\"op\":\"restart\"").expect("it can be written");
    let error = ifrace(&["fuzz-input", "allocator", "--encode", &text]).exits(2);
    assert!(error.error_line().starts_with(&format!("{text}: line 2: ")), "{error:?}");
}

#[test]
fn targets_are_listed() {
    let text = ifrace(&["fuzz-input", "--list"]).exits(0).stdout;
    let json = ifrace(&["fuzz-input", "--list", "--json"]).exits(0).json();
    for (line, object) in text.lines().zip(items(&json)) {
        let (name, input) = (object["name"].as_str().expect("a name"), object["input"].as_str().expect("a description"));
        assert!(line.starts_with(&format!("{name} ")) && line.ends_with(input), "{line}");
    }
    assert_eq!(text.lines().count(), items(&json).len());
    let known = text.lines().filter_map(|line| line.split(' ').next()).collect::<Vec<_>>().join(", ");
    let error = ifrace(&["fuzz-input"]).exits(2);
    assert_eq!(error.error_line(), format!("no fuzz target is given; there are {known}"));
    let error = ifrace(&["fuzz-input", "schedules", "-"]).exits(2);
    assert_eq!(error.error_line(), format!("there is no fuzz target 'schedules'; there are {known}"));
}

#[test]
fn what_cannot_be_done_is_said() {
    let (folder, crash) = (Folder::new(), stomp());
    let line = |args: &[&str], code| {
        ifrace(&[&["fuzz-input", "schedule_lowest_free"], args].concat()).exits(code).error_line().to_owned()
    };
    let (missing, beside) = (folder.at("missing"), folder.at("missing/t.ndjson"));
    assert_eq!(line(&[&missing], 2), format!("{missing}: No such file or directory (os error 2)"));
    assert_eq!(line(&[&crash, "--out", &beside], 74), format!("{beside}: No such file or directory (os error 2)"));
    assert_eq!(line(&[], 2), "give a file with an input of schedule_lowest_free, or --encode and a text that stands for one");
    assert_eq!(line(&[&crash, "--out", "-", "--json"], 2), "--out -: standard output has the JSON; give the name of a file");
    let copy = folder.file("copy", fs::read(&crash).expect("it is there"));
    let same = format!("--out {copy}: it is the file that is read; give the name of another one");
    assert_eq!(line(&[&copy, "--out", &copy], 2), same);
    let latin = folder.file("latin", b"\n\xe9");
    assert_eq!(line(&["--encode", &latin], 2), format!("{latin}: line 2: byte 2 of the file is not UTF-8"));
    let full = run(Command::new("sh").arg("-c").arg(format!("{PROGRAM} fuzz-input schedule {crash} > /dev/full")), "").exits(74);
    assert_eq!(full.message_line(), "standard output: No space left on device (os error 28)");
}

#[test]
fn bytes_do_not_go_to_a_terminal() {
    let folder = Folder::new();
    let text = folder.file("text", "{\"op\":\"restart\"}\n");
    let command = format!("{PROGRAM} fuzz-input allocator --encode {text}");
    let refused = run(Command::new("script").args(["-qec", &command, "/dev/null"]), "").exits(2);
    assert!(refused.stdout.contains("an input is bytes, which can do anything to a terminal; give --out FILE"), "{refused:?}");
}
