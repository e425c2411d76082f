//! Without privileges: what can be run is run, and what is missing is named.

use super::folder::Folder;
use super::output::{Output, PROGRAM, cell, items, run};
use serde_json::Value;
use std::fs::{copy, create_dir_all};
use std::path::Path;
use std::process::Command;

/// Every builtin era.
fn builtin(report: &Value) -> Vec<&str> {
    let subjects = items(&report["rows"]).iter().filter_map(|row| row["subject"].as_str());
    subjects.filter(|subject| subject.starts_with("builtin:")).collect()
}

/// Runs a copy of the program as nobody.
fn as_nobody(folder: &Folder, args: &[&str]) -> Output {
    let program = folder.at("ifrace");
    copy(PROGRAM, &program).expect("the program can be copied");
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", &program]);
    run(command.args(args).current_dir(folder.path()), "")
}

/// The races need no rights, and other tests run them: here they are as short as can be.
const GATE: [&str; 10] = ["gate", "--cases", "20", "--operations", "200", "--states", "1", "--schedules", "0", "--json"];

#[test]
fn the_doctor_names_what_is_missing_and_what_brings_it() {
    let folder = Folder::new();
    let items_of_json = as_nobody(&folder, &["doctor", "--json"]).exits(0).json();
    let missing: Vec<_> = items(&items_of_json).iter().filter(|item| item["found"].is_null()).collect();
    for item in &missing {
        for field in ["error", "needed_for", "remedy"] {
            assert_ne!(item[field].as_str().unwrap_or_default(), "", "{item}");
        }
    }
    let text = as_nobody(&folder, &["doctor"]).exits(0).stdout;
    assert_eq!(text.matches("MISSING  ").count(), missing.len(), "{text}");
    for item in missing {
        assert!(text.contains(item["remedy"].as_str().unwrap_or("no remedy")), "{item}: {text}");
    }
}

#[test]
fn a_gate_runs_everything_built_in() {
    let folder = Folder::new();
    let report = as_nobody(&folder, &GATE).json();
    assert_eq!(builtin(&report).len(), 10);
    for subject in builtin(&report) {
        let verdict = cell(&report, subject, "unique-name");
        assert!(verdict["verdict"] == "holds" || verdict["verdict"] == "violated", "{subject}: {verdict}");
    }
    for subject in ["kernel", "libvirt"] {
        let verdict = cell(&report, subject, "progress");
        let is_missing = items(&report["missing"]).iter().any(|missing| missing["subject"] == subject);
        assert_eq!(verdict["verdict"] == "not run", is_missing, "{subject}: {verdict}");
    }
}

#[test]
fn a_missing_right_is_no_disagreement_with_the_kernel() {
    let folder = Folder::new();
    let output = as_nobody(&folder, &GATE);
    let report = output.json();
    for subject in ["kernel", "libvirt"] {
        let verdict = cell(&report, subject, "agrees-with-model");
        assert_ne!(verdict["verdict"], "violated", "{subject}: {verdict}");
    }
    assert_ne!(output.code, Some(13));
}

/// A root folder with the program alone: user namespaces are refused there, and there is neither /proc nor /dev/net/tun.
fn bare_root() -> Folder {
    let folder = Folder::new();
    copy(PROGRAM, folder.at("ifrace")).expect("the program can be copied");
    let ldd = Command::new("ldd").arg(PROGRAM).output().expect("ldd cannot be run; install the package libc-bin");
    let text = String::from_utf8_lossy(&ldd.stdout).into_owned();
    for library in text.split_whitespace().filter(|word| word.starts_with('/')) {
        let copied = folder.at(library.trim_start_matches('/'));
        create_dir_all(Path::new(&copied).parent().expect("it has a folder")).expect("it can be created");
        copy(library, copied).expect("a library can be copied");
    }
    create_dir_all(folder.at("dev")).expect("it can be created");
    let null = Command::new("cp").args(["-a", "/dev/null", &folder.at("dev/null")]).status();
    assert!(null.expect("cp can be run").success());
    folder
}

fn in_bare_root(args: &[&str]) -> Output {
    let folder = bare_root();
    let mut command = Command::new("chroot");
    command.args(["--userspec=65534:65534", "--groups=", &folder.at(""), "/ifrace"]);
    run(command.args(args).env("IFRACE_WORKER_PROGRAM", "/ifrace"), "")
}

#[test]
fn without_namespaces_nothing_real_is_run_and_it_is_said_why() {
    let report = in_bare_root(&GATE).json();
    assert_eq!((builtin(&report).len(), &report["operations"]), (10, &Value::Null));
    for subject in ["kernel", "libvirt"] {
        let verdict = cell(&report, subject, "unique-name");
        assert_eq!(verdict["verdict"], "not run", "{subject}: {verdict}");
        let missing = items(&report["missing"]).iter().find(|missing| missing["subject"] == subject);
        let missing = missing.unwrap_or_else(|| panic!("{subject}: {report}"));
        assert!(missing["what"].to_string().contains("no private network namespace"), "{missing}");
        assert!(missing["remedy"].to_string().contains("run as root, or allow user namespaces"), "{missing}");
    }
}

#[test]
fn what_is_required_and_missing_fails() {
    let gate = ["gate", "--subject", "kernel", "--cases", "1", "--json"];
    in_bare_root(&gate).exits(75);
    let required = in_bare_root(&[&gate[..], &["--require", "kernel"]].concat()).exits(75);
    let message = required.message_line();
    assert!(message.starts_with("kernel is required, and no private network namespace"), "{message}");
    let live = in_bare_root(&["kernel", "--live", "--generate", "5"]).exits(75);
    assert!(live.error_line().starts_with("kernel: no private network namespace"), "{live:?}");
    let doctor = in_bare_root(&["doctor"]).exits(0).stdout;
    assert!(doctor.contains("MISSING  namespaces ") && doctor.contains("MISSING  tun "), "{doctor}");
}
