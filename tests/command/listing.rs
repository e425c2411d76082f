//! What the program tells about itself.

use super::output::{PROGRAM, ifrace, ifrace_with, items};
use ifrace_model::invariant::Invariant;
use ifrace_model::policy::Era;
use serde_json::Value;
use std::process::Command;

fn ids(what: &str) -> Vec<String> {
    let all = ifrace(&["list", what, "--json"]).exits(0).json();
    let id = |item: &Value| item["id"].as_str().expect("it has an id").to_owned();
    let ids: Vec<String> = items(&all).iter().map(id).collect();
    assert!(items(&all).iter().all(|item| item["title"].as_str().is_some_and(|title| !title.is_empty())), "{all}");
    let text = ifrace(&["list", what]).exits(0).stdout;
    let listed: Vec<&str> =
        text.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(listed, ids, "text and JSON list the same");
    ids
}

#[test]
fn eras_and_invariants_of_the_model_are_listed() {
    assert_eq!(ids("eras"), Era::ALL.map(|era| era.id().to_owned()));
    assert_eq!(ids("invariants"), Invariant::ALL.map(|invariant| invariant.id().to_owned()));
}

#[test]
fn subjects_that_are_listed_can_be_checked() {
    let subjects = ids("subjects");
    assert_eq!(subjects.len(), Era::ALL.len() + 6);
    for subject in subjects.iter().filter(|subject| subject.starts_with("builtin:")) {
        let output = ifrace_with(&["check", subject, "--history", "-"], "{\"op\":\"restart\"}\n");
        output.exits(0);
    }
}

#[test]
fn every_command_has_examples() {
    for command in ["gate", "check", "kernel", "doctor", "list", "completions", "man"] {
        let help = ifrace(&[command, "--help"]).exits(0).stdout;
        let example = help.split_once("Example").unwrap_or_else(|| panic!("no example: {help}")).1;
        assert!(example.contains(&format!("ifrace {command}")), "{help}");
        assert!(help.contains("--json"), "{help}");
    }
    let help = ifrace(&["--help"]).exits(0).stdout;
    for code in ["Exit codes:", "  10  ", "  13  ", "  75  "] {
        assert!(help.contains(code), "{help}");
    }
    assert!(!help.contains("worker"), "it is no command for people: {help}");
}

#[test]
fn shells_and_man_are_served() {
    let bash = ifrace(&["completions", "bash"]).exits(0).stdout;
    for word in ["_ifrace()", "complete -F _ifrace", "--update-baseline"] {
        assert!(bash.contains(word), "{word}");
    }
    for shell in ["zsh", "fish"] {
        assert!(ifrace(&["completions", shell]).exits(0).stdout.contains("ifrace"));
    }
    let man = ifrace(&["man"]).exits(0).stdout;
    assert!(man.contains(".TH ifrace 1") && man.contains(".SH SUBCOMMANDS"), "{man}");
}

#[test]
fn the_version_is_said() {
    let version = concat!("ifrace ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(ifrace(&["--version"]).exits(0).stdout, version);
}

#[test]
fn the_doctor_finds_what_the_tests_need() {
    let all = ifrace(&["doctor", "--json"]).exits(0).json();
    for name in ["linux", "namespaces", "tun", "bridge", "macvlan", "macvtap", "libvirt"] {
        let item = items(&all).iter().find(|item| item["name"] == name).unwrap_or_else(|| panic!("{name}: {all}"));
        assert!(item["found"].is_string(), "{item}");
    }
}

/// What a command says on standard error if nobody reads its output.
#[track_caller]
fn survives_a_closed_pipe(args: &[&str]) {
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    let mut command = Command::new(PROGRAM);
    let output = command.args(args).env_remove("RUST_BACKTRACE").stdout(writer).output().expect("the program can be run");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{args:?}: {stderr}");
    assert_eq!(output.status.code(), Some(74), "{args:?}: {stderr}");
}

#[test]
fn a_closed_pipe_is_an_output_that_cannot_be_written() {
    survives_a_closed_pipe(&["man"]);
    survives_a_closed_pipe(&["list", "eras"]);
    survives_a_closed_pipe(&["kernel", "--generate", "100"]);
}

#[test]
fn a_closed_pipe_is_no_panic_of_completions() {
    survives_a_closed_pipe(&["completions", "bash"]);
}

#[test]
fn a_closed_pipe_is_no_panic_of_a_search() {
    survives_a_closed_pipe(&["check", "builtin:tap-6.8", "--cases", "1"]);
    survives_a_closed_pipe(&["gate", "--subject", "builtin:tap-6.8", "--cases", "1"]);
}
