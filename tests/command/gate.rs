//! `ifrace gate`: verdicts, the baseline, and what is written.

use super::folder::Folder;
use super::output::{Output, PROGRAM, cell, ifrace, ifrace_with, items, run};
use serde_json::Value;
use std::process::Command;

const ERA: &str = "builtin:unified-9.0";

/// A gate over one era without the kernel and without libvirt.
fn gate(baseline: &str, more: &[&str]) -> Output {
    ifrace(&[&["gate", "--subject", ERA, "--cases", "100", "--baseline", baseline], more].concat())
}

#[test]
fn verdicts_are_printed_and_written() {
    let folder = Folder::new();
    let (baseline, out) = (folder.file("baseline.toml", "schema = 1\n"), folder.at("results/deep"));
    let report = gate(&baseline, &["--seed=4", "--out", &out, "--json"]).exits(10).json();
    let read = |name: &str| std::fs::read_to_string(format!("{out}/{name}")).expect("it was written");
    let written: Value = serde_json::from_str(&read("gate.json")).expect("it is JSON");
    assert_eq!(written, report);
    for (field, value) in [("schema", 1), ("seed", 4), ("cases", 100)] {
        assert_eq!(report[field], value, "{field}");
    }
    assert_eq!((items(&report["rows"]).len(), &report["interrupted"]), (1, &false.into()));
    assert_eq!(
        cell(&report, ERA, "unique-name"),
        &serde_json::json!({"aspect": "unique-name", "verdict": "holds", "cases": 100})
    );
    assert!(items(&cell(&report, ERA, "well-formed")["classes"]).contains(&"negative-id".into()), "{report}");
    assert_eq!(cell(&report, ERA, "agrees-with-model")["verdict"], "not run");
    let caught = items(&report["canaries"]).iter().filter(|canary| canary["caught"] == true);
    assert_eq!((caught.count(), items(&report["canaries"]).len()), (10, 10), "one for each broken allocator");
    let xml = read("junit.xml");
    assert!(xml.starts_with("<?xml version=\"1.0\"") && xml.trim_end().ends_with("</testsuites>"), "{xml}");
    assert!(xml.contains(&format!("<testsuite name=\"{ERA}\"")) && xml.contains("negative-id"), "{xml}");
    let files = std::fs::read_dir(&out).expect("the folder is there").map(|entry| entry.expect("it can be listed").file_name());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let all = ["gate.json", "junit.xml", "report.html", "report.json", "report.sarif", "summary.md"];
    assert_eq!(files, all, "and no temporary file is left");
}

#[test]
fn the_projects_own_allocator_holds_everything() {
    let folder = Folder::new();
    let (own, baseline) = ("builtin:hardened", folder.file("baseline.toml", "schema = 1\n"));
    let args = ["gate", "--subject", own, "--cases", "100", "--baseline", &baseline, "--json"];
    let report = ifrace(&args).exits(0).json();
    let (model, invariants) = items(&report["rows"][0]["cells"]).split_last().expect("there are cells");
    assert!(invariants.len() == 6 && invariants.iter().all(|cell| cell["verdict"] == "holds"), "{report}");
    assert_eq!((&model["verdict"], &model["why"]), (&"not run".into(), &"it has no model".into()));
    let canaries = items(&report["canaries"]).iter().map(|canary| canary["subject"].as_str().unwrap_or_default());
    let broken: Vec<&str> = canaries.filter(|subject| subject.starts_with("mutant:hardened-")).collect();
    assert_eq!(broken, ["sharing", "forgetful", "deaf", "impatient"].map(|id| format!("mutant:hardened-{id}")));
}

#[test]
fn the_generator_of_simulated_daemons_is_what_the_baseline_says() {
    let subjects = ["--subject", "builtin:hardened", "--subject", "builtin:monotonic"];
    let report = ifrace(&[&["gate", "--cases", "100", "--json"], &subjects[..]].concat()).exits(0).json();
    let row = |aspect| &cell(&report, "builtin:monotonic", aspect)["verdict"];
    for aspect in ["unique-name", "well-formed", "monotonic", "reservation-respected", "no-adoption"] {
        assert_eq!(row(aspect), "holds", "{aspect}");
    }
    assert_eq!((row("progress"), row("agrees-with-model")), (&"violated".into(), &"not run".into()));
    assert_eq!(cell(&report, "builtin:monotonic", "progress")["classes"], serde_json::json!(["narrow-template"]));
}

#[test]
fn what_is_found_can_be_shown_again() {
    let folder = Folder::new();
    let report = gate(&folder.file("baseline.toml", "schema = 1\n"), &["--json"]).exits(10).json();
    let found = items(&report["findings"]).iter().find(|found| found["class"] == "negative-id").expect("it is found");
    let history: String = items(&found["history"]).iter().map(|op| format!("{op}\n")).collect();
    let again = ifrace_with(&["check", ERA, "--history", "-"], &history).exits(10);
    assert!(again.stdout.contains("well-formed (negative-id)"), "{again:?}");
    assert!(found["reproduce"].to_string().starts_with(&format!("\"ifrace check {ERA} --history - <<")), "{found}");
}

#[test]
fn an_updated_baseline_is_met_by_the_same_run() {
    let folder = Folder::new();
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let first = gate(&baseline, &["--update-baseline"]).exits(0);
    assert!(first.stderr.contains(&format!("{baseline} holds what is the case now")), "{first:?}");
    let text = std::fs::read_to_string(&baseline).expect("it is there");
    assert!(text.contains("class = \"negative-id\"") && text.contains("not explained yet"), "{text}");
    let second = gate(&baseline, &["--json"]).exits(0).json();
    assert_eq!(second["deviations"], serde_json::json!([]));
    assert_eq!(cell(&second, ERA, "well-formed")["verdict"], "violated");
    gate(&baseline, &["--update-baseline"]).exits(0);
    assert_eq!(std::fs::read_to_string(&baseline).expect("it is there"), text, "nothing changes any more");
}

#[test]
fn an_expected_violation_that_is_gone_fails() {
    let folder = Folder::new();
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    gate(&baseline, &["--update-baseline"]).exits(0);
    let known = std::fs::read_to_string(&baseline).expect("it is there");
    let gone = format!("[[expected]]\nsubject = \"{ERA}\"\naspect = \"unique-name\"\nclass = \"never\"\nwhy = \"x\"\n");
    let baseline = folder.file("gone.toml", format!("{known}\n{gone}"));
    let report = gate(&baseline, &["--json"]).exits(10).json();
    let expected = serde_json::json!([{"deviation": "gone", "subject": ERA, "aspect": "unique-name", "class": "never"}]);
    assert_eq!(report["deviations"], expected);
    gate(&baseline, &["--update-baseline"]).exits(0);
    assert!(!std::fs::read_to_string(&baseline).expect("it is there").contains("never"));
}

#[test]
fn a_baseline_that_cannot_be_written_is_said() {
    // The project's own baseline is known to the program, so that it can be read and not be written without its folder.
    let folder = Folder::new();
    let mut command = Command::new(PROGRAM);
    let args = ["gate", "--subject", "builtin:tap-6.8", "--cases", "100000000", "--update-baseline"];
    let output = run(command.args(args).current_dir(folder.path()), "").exits(74);
    assert!(output.error_line().starts_with("reports/baseline.toml: No such file"), "{output:?}");
}

#[test]
fn the_kernel_and_libvirt_are_judged_on_this_machine() {
    let folder = Folder::new();
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let args = ["gate", "--subject", "kernel", "--subject", "libvirt", "--require", "kernel,libvirt", "--cases", "6"];
    let more = ["--operations", "600", "--baseline", &baseline, "--json"];
    let report = ifrace(&[&args[..], &more].concat()).exits(10).json();
    for subject in ["kernel", "libvirt"] {
        assert_eq!(cell(&report, subject, "agrees-with-model")["verdict"], "holds", "{subject}");
    }
    assert_eq!(report["operations"], serde_json::json!({"compared": 600, "disagreement": null}));
    assert_eq!((&report["missing"], &report["rules"]), (&serde_json::json!([]), &"trust".into()));
    let canaries = items(&report["canaries"]).iter().filter(|canary| canary["aspect"] == "agrees-with-model");
    assert_eq!(canaries.filter(|canary| canary["caught"] == true).count(), 2, "{report}");
}
