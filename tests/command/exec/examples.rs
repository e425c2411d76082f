//! The example subjects, in Python and C, do what their README says.

use crate::folder::Folder;
use crate::output::{Output, PROGRAM, cell, ifrace, ifrace_with, items, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{copy, read_dir};
use std::process::Command;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/subjects");

fn python(file: &str) -> String {
    format!("exec:python3 -B '{EXAMPLES}/{file}'")
}

/// The C example, with this option of the compiler.
#[track_caller]
fn compiled(folder: &Folder, option: &str) -> String {
    let (source, program) = (format!("{EXAMPLES}/counter.c"), folder.at("counter"));
    let cc = Command::new("cc").args(["-O2", "-Wall", "-Wextra", "-Werror", option, "-o", &program, &source]).output();
    let cc = cc.unwrap_or_else(|error| panic!("cc cannot be run: {error}; install the package gcc"));
    assert!(cc.status.success(), "{}", String::from_utf8_lossy(&cc.stderr));
    format!("exec:{program}")
}

fn aspects(output: &Output) -> BTreeSet<String> {
    let all = output.json();
    items(&all["findings"]).iter().filter_map(|found| found["aspect"].as_str()).map(str::to_owned).collect()
}

#[test]
fn the_sound_ones_break_nothing() {
    let folder = Folder::new();
    for (subject, cases) in [(python("counter.py"), "300"), (compiled(&folder, "-DSOUND"), "1000")] {
        let text = ifrace(&["check", &subject, "--cases", cases]).exits(0).stdout;
        assert!(text.contains(&format!("{cases} histories")) && text.contains(" 1.0): "), "{text}");
        assert!(text.contains("no-adoption is not judged") && !text.contains("ended before"), "{text}");
    }
}

#[test]
fn the_planted_bugs_are_found() {
    let folder = Folder::new();
    let reuse = ifrace(&["check", &python("lowest_free.py"), "--cases", "20", "--json"]).exits(10);
    assert!(aspects(&reuse).contains("monotonic"), "{reuse:?}");
    let wrap = ifrace(&["check", &python("wrap.py"), "--cases", "100", "--json"]).exits(10);
    assert!(aspects(&wrap).is_superset(&["monotonic", "well-formed"].map(str::to_owned).into()), "{wrap:?}");
    let narrow = ifrace(&["check", &compiled(&folder, "-DWRAP"), "--cases", "300", "--json"]).exits(10);
    assert!(aspects(&narrow).is_superset(&["monotonic", "reservation-respected"].map(str::to_owned).into()), "{narrow:?}");
}

#[test]
fn a_history_gives_the_same_again_and_against_an_era() {
    let history = "{\"op\":\"occupy\",\"name\":\"vnet0\"}\n".to_owned() + &"{\"op\":\"generate\",\"kind\":\"tap\"}\n".repeat(2);
    let args = ["check", &python("counter.py"), "--history", "-", "--json"];
    let all = ifrace_with(&args, &history).exits(0).json();
    assert_eq!(all["replies"][2], serde_json::json!({"named": {"name": "vnet2"}}), "{all}");
    assert_eq!(all, ifrace_with(&args, &history).json());
    let against = [&args[..], &["--against", "unified-7.0"]].concat();
    ifrace_with(&against, &history).exits(0);
    let against = [&args[..], &["--against", "kernel-template"]].concat();
    let differs = ifrace_with(&against, &history).exits(13).json();
    assert_eq!((&differs["findings"][0]["class"], &differs["findings"][0]["at"]), (&"other-name".into(), &2.into()));
}

#[test]
fn a_gate_takes_a_program_as_its_subject() {
    let folder = Folder::new();
    let (subject, baseline) = (python("counter.py"), folder.file("baseline.toml", "schema = 1\n"));
    let args = ["gate", "--subject", &subject, "--cases", "20", "--baseline", &baseline, "--json"];
    let report = ifrace(&args).exits(0).json();
    assert_eq!(cell(&report, &subject, "monotonic")["verdict"], "holds", "{report}");
}

#[test]
fn an_ordinary_user_needs_no_rights() {
    let folder = Folder::new();
    let program = folder.at("ifrace");
    copy(PROGRAM, &program).expect("the program can be copied");
    for file in ["counter.py", "subject.py", "template.py"] {
        copy(format!("{EXAMPLES}/{file}"), folder.at(file)).expect("it is there");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", &program, "check", "exec:python3 -B counter.py"]);
    run(command.args(["--cases", "20"]).current_dir(folder.path()), "").exits(0);
}

/// The devices of the machine's own namespace.
fn devices() -> BTreeSet<String> {
    let entries = read_dir("/sys/class/net").expect("there are devices").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_subject_may_create_real_devices_in_a_namespace_of_its_own() {
    let subject = format!("exec:python3 -B '{}/tests/command/exec/netns.py'", env!("CARGO_MANIFEST_DIR"));
    let taken = "{\"op\":\"occupy\",\"name\":\"vnet0\"}\n{\"op\":\"occupy\",\"name\":\"vnet1\",\"as\":\"tap\"}\n";
    let history = taken.to_owned() + &"{\"op\":\"generate\",\"kind\":\"tap\",\"keep\":true}\n".repeat(2);
    let all = ifrace_with(&["check", &subject, "--history", "-", "--json"], &history).exits(0).json();
    let names: Vec<&Value> = items(&all["replies"]).iter().map(|reply| &reply["named"]["name"]).skip(2).collect();
    assert_eq!(names, ["vnet2", "vnet3"], "{all}");
    assert_eq!(all["not_judged"], serde_json::json!([]), "{all}");
    ifrace(&["check", &subject, "--cases", "30"]).exits(0);
    assert!(!devices().iter().any(|name| name.starts_with("vnet")), "{:?}", devices());
}
