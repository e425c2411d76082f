//! No process of a subject survives, and none gets out.

use super::hostile::{HISTORY, Hostile, until};
use crate::output::PROGRAM;
use serde_json::json;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn children_that_left_everything_end_with_the_history() {
    let all = Hostile::new("child").play().exits(0).json();
    assert_eq!(all["replies"], json!(["done", {"named": {"name": "vnet7"}}]), "{all}");
}

#[test]
fn a_crowd_is_too_much() {
    let all = Hostile::new("crowd").play().exits(12).json();
    let found = &all["findings"][0];
    assert_eq!(found["class"], "flood", "{all}");
    assert!(found["text"].as_str().is_some_and(|text| text.contains("more than 256 processes")), "{found}");
}

#[test]
fn nothing_survives_a_kill_of_the_program() {
    let hostile = Hostile::new("hang");
    let mut ifrace = Command::new(PROGRAM)
        .args(["check", &hostile.command, "--history", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be run");
    ifrace.stdin.take().expect("it is a pipe").write_all(HISTORY.as_bytes()).expect("it reads");
    until("the subject does not start", || !hostile.processes().is_empty());
    ifrace.kill().expect("it can be killed");
    ifrace.wait().expect("it ends");
    hostile.are_gone();
}

#[test]
fn a_signal_ends_a_search_with_all_processes() {
    let hostile = Hostile::new("child");
    let mut ifrace = Command::new(PROGRAM)
        .args(["check", &hostile.command, "--cases", "1000000"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be run");
    until("the subject does not start", || !hostile.processes().is_empty());
    let kill = Command::new("kill").args(["-TERM", &ifrace.id().to_string()]).status().expect("kill can be run");
    assert!(kill.success());
    ifrace.wait().expect("it ends");
    hostile.are_gone();
}
