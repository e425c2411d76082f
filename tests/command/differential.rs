//! Generated operations on the model and on the running kernel.

use super::output::{ifrace, ifrace_with, items};
use serde_json::json;

#[test]
fn the_number_of_compared_operations_is_said() {
    let output = ifrace(&["kernel", "--live", "--generate", "60", "--scripts", "40", "--seed", "1"]).exits(0);
    assert_eq!(output.stdout, "2400 operations compared under the rules trust\n");
}

#[test]
fn twenty_thousand_operations_are_answered_alike() {
    let output = ifrace(&["kernel", "--live", "--generate", "100", "--scripts", "200", "--seed", "20", "--json"]);
    let output = output.exits(0).json();
    assert_eq!(output, json!({"seed": 20, "rules": "trust", "operations": 20_000, "disagreement": null}));
}

#[test]
fn a_disagreement_is_shrunk_to_a_script_that_shows_it_again() {
    let args = ["kernel", "--live", "--generate", "60", "--scripts", "3000", "--seed", "1", "--rules", "recheck", "--json"];
    let found = &ifrace(&args).exits(13).json()["disagreement"];
    let script: Vec<String> = items(&found["script"]).iter().map(ToString::to_string).collect();
    assert!((1..=6).contains(&script.len()), "{found}");
    let again = ifrace_with(&["kernel", "-", "--live", "--rules", "recheck"], &script.join("\n")).exits(13);
    let last = again.json_lines().pop().expect("there is an answer");
    assert_eq!(last, json!({"model": found["model"], "kernel": found["kernel"], "agree": false}));
}
