//! `ifrace kernel`: scripts in the model, and on the running kernel.

use super::folder::Folder;
use super::output::{ifrace, ifrace_with};
use serde_json::json;

/// Each operation with the answer that it must be given.
const GOLDEN: [(&str, &str); 14] = [
    (r#"{"op":"tun","name":"vnet%d","flags":["tap"]}"#, r#"{"ok":{"name":"vnet0","index":2}}"#),
    (r#"{"op":"newlink","kind":"bridge","name":"br%d","flags":["create","excl"]}"#, r#"{"ok":{"name":"br0","index":3}}"#),
    (r#"{"op":"rename","index":3,"name":"x%d","via":"netlink"}"#, r#"{"ok":{"name":"x0","index":3}}"#),
    (r#"{"op":"altname-add","index":3,"name":"vnet5"}"#, r#"{"ok":{}}"#),
    (r#"{"op":"lookup","name":"vnet5","via":"ioctl"}"#, r#"{"ok":{"name":"x0","index":3}}"#),
    (r#"{"op":"lookup","name":"vnet5","via":"sysfs"}"#, r#"{"errno":"ENODEV"}"#),
    (r#"{"op":"newlink","kind":"bridge","name":"x0","flags":["create","excl"]}"#, r#"{"errno":"EEXIST"}"#),
    (r#"{"op":"newlink","kind":"bridge","name_hex":"ff","flags":["create","excl"]}"#, r#"{"ok":{"name_hex":"ff","index":4}}"#),
    (r#"{"op":"lookup","name_hex":"ff","via":"getlink"}"#, r#"{"ok":{"name_hex":"ff","index":4}}"#),
    (r#"{"op":"newlink","kind":"bridge","name_hex":"a0","flags":["create","excl"]}"#, r#"{"errno":"EINVAL"}"#),
    (r#"{"op":"lookup","name":"vnet0","via":"getlink"}"#, r#"{"ok":{"name":"vnet0","index":2}}"#),
    (r#"{"op":"close","index":2}"#, r#"{"ok":{}}"#),
    (r#"{"op":"delete","index":3}"#, r#"{"ok":{}}"#),
    (r#"{"op":"lookup","name":"x0","via":"getlink"}"#, r#"{"errno":"ENODEV"}"#),
];

/// Digits after `%d` and an altname with a leading zero: the two rule sets answer differently.
const TOLD_APART: &str = r#"
{"op":"newlink","kind":"bridge","name":"br0","flags":["create","excl"]}
{"op":"altname-add","index":2,"name":"v05"}
{"op":"newlink","kind":"bridge","name":"v%d5","flags":["create","excl"]}
"#;

fn lines(column: impl Fn(&(&'static str, &'static str)) -> &'static str) -> String {
    GOLDEN.iter().map(|pair| format!("{}\n", column(pair))).collect()
}

#[test]
fn the_model_gives_the_expected_answers() {
    let folder = Folder::new();
    let ops = folder.file("ops", lines(|pair| pair.0));
    let from_file = ifrace(&["kernel", &ops]).exits(0);
    assert_eq!((from_file.stdout, from_file.stderr.as_str()), (lines(|pair| pair.1), ""));
    let from_input = ifrace_with(&["kernel", "-"], &lines(|pair| pair.0)).exits(0);
    assert_eq!(from_input.stdout, lines(|pair| pair.1));
}

#[test]
fn the_running_kernel_gives_the_same_answers() {
    let live = ifrace_with(&["kernel", "-", "--live"], &lines(|pair| pair.0)).exits(0).json_lines();
    assert_eq!(live.len(), GOLDEN.len());
    for (answer, (op, expected)) in live.iter().zip(GOLDEN) {
        let expected: serde_json::Value = serde_json::from_str(expected).expect("it is JSON");
        assert_eq!(*answer, json!({"model": expected, "kernel": expected, "agree": true}), "{op}");
    }
}

#[test]
fn a_generated_script_depends_on_its_seed_alone_and_can_be_fed_back() {
    let generate = |seed| ifrace(&["kernel", "--generate", "80", "--seed", seed]).exits(0).stdout;
    let script = generate("7");
    assert_eq!(script.lines().count(), 80);
    assert_eq!(script, generate("7"));
    assert_ne!(script, generate("8"));
    let answers = ifrace_with(&["kernel", "-"], &script).exits(0);
    assert_eq!(answers.json_lines().len(), 80);
    assert!(answers.stdout.contains("\"ok\"") && answers.stdout.contains("\"errno\""), "{}", answers.stdout);
}

#[test]
fn the_rules_of_older_kernels_look_a_result_up_once_more() {
    let last = |rules| {
        let answers = ifrace_with(&["kernel", "-", "--rules", rules], TOLD_APART).exits(0);
        answers.json_lines().pop().expect("there is an answer")
    };
    assert_eq!(last("trust"), json!({"ok": {"name": "v05", "index": 3}}));
    assert_eq!(last("recheck"), json!({"errno": "ENFILE"}));
}

#[test]
fn rules_of_another_kernel_are_a_disagreement() {
    let wrong = ifrace_with(&["kernel", "-", "--live", "--rules", "recheck"], TOLD_APART).exits(13);
    let agree: Vec<_> = wrong.json_lines().iter().map(|line| line["agree"].clone()).collect();
    assert_eq!(agree, [true, true, false], "on Linux 6.7 and later");
    ifrace_with(&["kernel", "-", "--live"], TOLD_APART).exits(0);
}
