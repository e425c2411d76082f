//! `ifrace check`: searching with one allocator, and playing a given history on it.

use super::folder::Folder;
use super::output::{Output, ifrace, ifrace_with, items};
use serde_json::Value;

/// A history that every era goes through without harm.
const HARMLESS: &str = "{\"op\":\"generate\",\"kind\":\"tap\"}\n{\"op\":\"generate\",\"kind\":\"tap\",\"keep\":true}\n";

/// The exit code that belongs to findings.
fn exit_code(findings: &[Value]) -> u8 {
    let any = |id: &str| findings.iter().any(|found| found["aspect"] == id);
    let only_progress = findings.iter().all(|found| found["aspect"] == "progress");
    match (findings.is_empty(), any("agrees-with-model"), only_progress) {
        (true, ..) => 0,
        (_, true, _) => 13,
        (.., true) => 12,
        _ => 10,
    }
}

fn find<'a>(output: &'a Value, aspect: &str, class: &str) -> &'a Value {
    let found = items(&output["findings"]).iter().find(|found| found["aspect"] == aspect && found["class"] == class);
    found.unwrap_or_else(|| panic!("{aspect} ({class}) was not found: {output}"))
}

fn history(finding: &Value) -> String {
    items(&finding["history"]).iter().map(|op| format!("{op}\n")).collect()
}

#[test]
fn the_negative_id_of_libvirt_is_found_and_shown_again() {
    let output = ifrace(&["check", "libvirt", "--cases", "400", "--seed", "3", "--json"]);
    let all = output.json();
    assert_eq!(all["cases"], 400);
    let code = exit_code(items(&all["findings"]));
    output.exits(code);
    let found = find(&all, "well-formed", "negative-id");
    assert!(items(&found["history"]).len() <= 3, "{found}");
    let again = ifrace_with(&["check", "libvirt", "--history", "-", "--json"], &history(found));
    let again = again.exits(10).json();
    find(&again, "well-formed", "negative-id");
    assert_eq!(again["replies"], found["replies"]);
}

#[test]
fn the_first_line_is_the_command_that_gives_the_same_again() {
    let first = ifrace(&["check", "builtin:macvtap-6.8", "--cases", "30", "--seed", "5", "--length", "20"]).exits(10);
    let command = first.stdout.lines().next().expect("there is a first line");
    assert_eq!(command, "ifrace check builtin:macvtap-6.8 --seed 5 --cases 30 --length 20");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    assert_eq!(ifrace(&words).exits(10).stdout, first.stdout);
}

#[test]
fn a_search_depends_on_its_seed() {
    let search = |seed| ifrace(&["check", "builtin:unified-9.0", "--cases", "20", "--seed", seed, "--json"]).json();
    let without_command = |mut all: Value| {
        all["reproduce"] = Value::Null;
        all
    };
    assert_eq!(search("1"), search("1"));
    assert_ne!(without_command(search("1")), without_command(search("2")));
}

#[test]
fn another_era_is_told_apart() {
    let pairs = [
        ("mail-v1", "kernel-template"),
        ("tap-6.8", "mail-v1"),
        ("macvtap-6.8", "macvtap-bitmap"),
        ("unified-7.0", "unified-9.0"),
        ("unified-9.0", "tap-6.8"),
    ];
    for (era, against) in pairs {
        let subject = format!("builtin:{era}");
        let output = ifrace(&["check", &subject, "--against", against, "--cases", "500", "--json"]).exits(13);
        let found = output.json();
        assert_eq!(items(&found["findings"]).iter().filter(|f| f["aspect"] == "agrees-with-model").count(), 1, "{era}");
        let input = history(&found["findings"][0]);
        let args = ["check", subject.as_str(), "--against", against, "--history", "-"];
        ifrace_with(&args, &input).exits(13);
        let itself = ["check", subject.as_str(), "--against", era, "--history", "-", "--json"];
        let itself = ifrace_with(&itself, &input).json();
        assert!(items(&itself["findings"]).iter().all(|found| found["aspect"] != "agrees-with-model"), "{era}: {itself}");
    }
}

#[test]
fn a_history_without_harm_is_as_expected() {
    let folder = Folder::new();
    let file = folder.file("history", HARMLESS);
    let alone = "every invariant that can be judged holds";
    let compared = "every invariant that can be judged holds, and the model agrees";
    // A builtin era is a model itself, and is compared with none.
    for (subject, last) in [("builtin:unified-9.0", alone), ("builtin:tap-6.8", alone), ("libvirt", compared)] {
        let output = ifrace(&["check", subject, "--history", &file]).exits(0);
        let names = |name: &str| output.stdout.contains(&format!("{{\"named\":{{\"name\":\"{name}\"}}}}"));
        assert!(names("vnet0") && names("vnet1"), "{subject}: {output:?}");
        assert_eq!(output.stdout.lines().last(), Some(last), "{subject}");
    }
}

#[test]
fn the_projects_own_allocator_breaks_nothing() {
    let text = ifrace(&["check", "builtin:hardened", "--cases", "200"]).exits(0).stdout;
    assert!(text.contains("builtin:hardened: 200 histories, ") && text.contains("0 kinds of findings"), "{text}");
    assert!(!text.contains("not judged"), "{text}");
    let different = ifrace(&["check", "builtin:hardened", "--against", "unified-7.0", "--cases", "200", "--json"]).exits(13);
    assert_eq!(different.json()["findings"][0]["class"], "other-name", "{different:?}");
    let restart = HARMLESS.to_owned() + "{\"op\":\"restart\"}\n{\"op\":\"generate\",\"kind\":\"tap\"}\n";
    let all = ifrace_with(&["check", "builtin:hardened", "--history", "-", "--json"], &restart).exits(0).json();
    assert_eq!(all["replies"][3], serde_json::json!({"named": {"name": "vnet2"}}), "{all}");
}

#[test]
fn a_history_runs_on_the_kernel_with_real_devices() {
    let input = "{\"op\":\"occupy\",\"name\":\"vnet0\",\"as\":\"bridge\"}\n".to_owned() + HARMLESS;
    let output: Output = ifrace_with(&["check", "kernel", "--history", "-", "--json"], &input);
    let all = output.json();
    assert_eq!(all["replies"][1], serde_json::json!({"named": {"name": "vnet1"}}), "{all}");
    assert_eq!(all["ending"], "complete");
    assert!(items(&all["findings"]).iter().all(|found| found["aspect"] != "agrees-with-model"), "{all}");
}

#[test]
fn an_invariant_that_cannot_be_judged_is_named() {
    let text = ifrace(&["check", "builtin:kernel-template", "--cases", "5"]).stdout;
    assert!(text.contains("reservation-respected is not judged: it has no reservation"), "{text}");
}

#[test]
fn a_given_history_names_what_cannot_be_judged() {
    let args = ["check", "builtin:kernel-template", "--history", "-"];
    let text = ifrace_with(&args, HARMLESS).stdout;
    assert!(text.contains("reservation-respected is not judged: it has no reservation"), "{text}");
    let all = ifrace_with(&[&args[..], &["--json"]].concat(), HARMLESS).json();
    assert_eq!(all["not_judged"][0]["invariant"], "reservation-respected", "{all}");
}

#[test]
fn one_is_counted_as_one() {
    let text = ifrace(&["check", "builtin:mail-v1", "--cases", "1", "--length", "1"]).exits(0).stdout;
    assert!(text.contains("builtin:mail-v1: 1 history, 1 operation, 0 kinds of findings"), "{text}");
}

#[test]
fn what_an_era_cannot_do_at_all_tells_it_from_no_other() {
    let apart = ifrace(&["check", "builtin:tap-6.8", "--against", "macvtap-scan"]).exits(4);
    assert!(apart.error_line().contains("have no kind of device in common"), "{apart:?}");
    let input = "{\"op\":\"reserve\",\"name\":\"macvtap5\"}\n{\"op\":\"generate\",\"kind\":\"macvtap\"}\n";
    let args = ["check", "builtin:tap-6.8", "--against", "kernel-template", "--history", "-", "--json"];
    assert_eq!(ifrace_with(&args, input).exits(0).json()["findings"], serde_json::json!([]));
}

#[test]
fn only_the_difference_is_announced() {
    let args = ["check", "builtin:macvtap-6.8", "--against", "macvtap-scan", "--cases", "500"];
    let output = ifrace(&args).exits(13);
    assert_eq!(output.stderr.matches("ifrace: found ").count(), 1, "{output:?}");
    assert!(output.stderr.starts_with("ifrace: found agrees-with-model (other-name)"), "{output:?}");
}

#[test]
fn nothing_to_play_is_said() {
    for option in ["--cases", "--length"] {
        let output = ifrace(&["check", "builtin:mail-v1", option, "0"]).exits(4);
        assert!(output.error_line().contains("at least 1"));
    }
}
