//! Worker processes that fail: what was found before counts, and the failure is no verdict.

use super::folder::Folder;
use super::output::{Output, PROGRAM, cell, items, run};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// A worker that is ready, and answers so many requests before it ends.
fn worker(folder: &Folder, answers: u32) -> String {
    let hello = r#"{"ready":{"version":"9.0.0","kinds":[],"taps":true}}"#;
    let crash = r#"{"played":{"replies":[],"ending":{"crashed":{"how":"signal 11"}}}}"#;
    let code = format!("#!/bin/sh\necho '{hello}'\nfor i in $(seq {answers}); do read line; echo '{crash}'; done\nread line\n");
    let file = folder.file("worker", code);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("permissions can be set");
    file
}

fn with_worker(program: &str, args: &[&str]) -> Output {
    run(Command::new(PROGRAM).args(args).env("IFRACE_WORKER_PROGRAM", program), "")
}

const ENTRY: &str =
    "schema = 1\n\n[[expected]]\nsubject = \"libvirt\"\naspect = \"progress\"\nclass = \"crowded\"\nwhy = \"x\"\n";

#[test]
fn a_worker_that_fails_before_anything_was_found_is_a_defect() {
    let folder = Folder::new();
    let program = worker(&folder, 0);
    let check = with_worker(&program, &["check", "libvirt", "--cases", "6"]).exits(70);
    assert!(check.stderr.contains("ifrace: libvirt: the worker process ended"), "{check:?}");
    let live = with_worker(&program, &["kernel", "--live", "--generate", "5"]).exits(70);
    assert!(live.error_line().starts_with("kernel: the worker process ended"), "{live:?}");
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let gate = ["gate", "--subject", "libvirt", "--cases", "6", "--baseline", &baseline, "--json"];
    let gate = with_worker(&program, &gate).exits(70);
    assert_eq!(cell(&gate.json(), "libvirt", "unique-name")["verdict"], "unknown");
}

#[test]
fn what_was_found_before_decides() {
    let folder = Folder::new();
    let check = with_worker(&worker(&folder, 1), &["check", "libvirt", "--cases", "6", "--json"]).exits(12);
    let all = check.json();
    assert_eq!(items(&all["findings"])[0]["class"], "crash");
    assert!(all["cut_short"].to_string().contains("the worker process ended"), "{all}");
    assert!(check.stderr.contains("ifrace: libvirt: the worker process ended"), "{check:?}");
}

#[test]
fn an_update_drops_nothing_of_a_subject_that_was_not_run_to_its_end() {
    let folder = Folder::new();
    let (program, baseline) = (worker(&folder, 1), folder.file("baseline.toml", ENTRY));
    let args = ["gate", "--subject", "libvirt", "--cases", "6", "--baseline", &baseline];
    let updated = with_worker(&program, &[&args[..], &["--update-baseline"]].concat()).exits(0);
    assert!(updated.stderr.contains("libvirt was not run to its end (the worker process ended"), "{updated:?}");
    let text = std::fs::read_to_string(&baseline).expect("it is there");
    assert!(text.contains("class = \"crowded\"") && text.contains("class = \"crash\""), "{text}");
    with_worker(&program, &args).exits(70);
}
