//! `ifrace gate`: scenarios under every era.

use super::folder::Folder;
use super::interrupt::interrupted;
use super::output::{Output, ifrace, items};
use rustix::process::Signal;
use serde_json::json;

const SCENARIO: &str = "failed-migration-macvtap";

fn gate(more: &[&str]) -> Output {
    ifrace(&[&["gate", "--scenario", SCENARIO], more].concat())
}

#[test]
fn a_scenario_alone_is_judged_by_its_claims() {
    let output = gate(&[]).exits(0);
    let row = output.stdout.lines().find(|line| line.starts_with(&format!("{SCENARIO} "))).expect("there is a table");
    let marks: Vec<&str> = row.split_whitespace().skip(1).collect();
    assert_eq!((marks.len(), marks[0], marks[11]), (12, "x", "·"), "{row}");
    assert!(output.stdout.contains("incoming-failed 12 of 12"), "{output:?}");
    assert!(!output.stdout.contains("builtin:"), "no subject is run: {output:?}");
    assert!(output.stdout.ends_with("as expected\n"), "{output:?}");
}

#[test]
fn races_are_written_and_say_what_was_found() {
    let folder = Folder::new();
    let report = gate(&["--json", "--out", &folder.at("out")]).exits(0).json();
    assert_eq!((items(&report["rows"]).len(), &report["deviations"]), (0, &json!([])));
    let race = &items(&report["races"])[0];
    assert_eq!((&race["era"], &race["verdict"], &race["exhausted"]), (&json!("6.6"), &json!("breaks"), &json!(true)));
    let stomp = items(&race["violated"]).iter().find(|one| one["id"] == "no-stomp:device").expect("it is found");
    assert_eq!((&stomp["claim"], &stomp["depth"]), (&json!("breaks"), &json!(6)));
    let xml = std::fs::read_to_string(folder.at("out/junit.xml")).expect("it was written");
    assert!(
        xml.contains(&format!("<testsuite name=\"{SCENARIO}\" tests=\"96\" skipped=\"0\" errors=\"0\" failures=\"0\"")),
        "{xml}"
    );
}

#[test]
fn a_search_that_is_too_short_misses_its_canaries() {
    let output = gate(&["--states", "1", "--schedules", "0"]).exits(14);
    assert!(output.stdout.contains("MISSED failed-migration-macvtap under 6.6: no-stomp:device is claimed"), "{output:?}");
    assert!(output.stdout.contains("deviations from the claims of scenarios"), "{output:?}");
}

#[test]
fn a_subject_alone_runs_no_scenario_and_both_run_both() {
    let run =
        |more: &[&str]| ifrace(&[&["gate", "--subject", "builtin:unified-9.0", "--cases", "20", "--json"], more].concat()).json();
    assert_eq!(run(&[])["races"], json!([]));
    let both = run(&["--scenario", SCENARIO]);
    assert_eq!((items(&both["rows"]).len(), items(&both["races"]).len()), (1, 12));
}

#[test]
fn what_is_not_there_is_said() {
    assert!(ifrace(&["gate", "--scenario", "failed"]).exits(2).stderr.contains("invalid value 'failed' for '--scenario <ID>'"));
    assert!(gate(&["--states", "0"]).exits(4).error_line().contains("and --states"));
}

#[test]
fn interrupted_races_are_unknown() {
    let args = ["gate", "--scenario", "reuse-after-stop", "--states", "1000000000"];
    let (code, text) = interrupted(&args, Signal::INT);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("unknown: reuse-after-stop under ") && text.contains(": interrupted"), "{text}");
}
