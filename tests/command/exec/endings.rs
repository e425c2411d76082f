//! Each way to misbehave is a verdict about the subject, and the run goes on.

use super::hostile::Hostile;
use crate::output::items;
use serde_json::{Value, json};

/// The one finding that a mode gives, in its second operation.
#[track_caller]
fn only_finding(mode: &str) -> Value {
    let output = Hostile::new(mode).play().exits(12).json();
    let [found] = items(&output["findings"]) else { panic!("{mode}: not one finding: {output}") };
    assert_eq!((&found["aspect"], &found["at"]), (&"progress".into(), &1.into()), "{mode}: {output}");
    assert_eq!(output["replies"], json!(["done"]), "{mode}: what was replied before counts");
    found.clone()
}

/// Modes with the class of the finding and a part of its text.
#[track_caller]
fn are(cases: &[(&str, &str, &str)]) {
    for (mode, class, text) in cases {
        let found = only_finding(mode);
        assert_eq!(found["class"], *class, "{mode}: {found}");
        assert!(found["text"].as_str().is_some_and(|words| words.contains(text) && !words.contains('\n')), "{mode}: {found}");
    }
}

#[test]
fn who_does_not_reply_hangs() {
    are(&[("hang", "hang", "within 5 s"), ("ignore", "hang", "within 5 s")]);
}

#[test]
fn who_asks_and_does_not_listen_hangs() {
    are(&[("deaf", "hang", "within 5 s")]);
}

#[test]
fn output_has_limits() {
    are(&[
        ("flood", "protocol", "it is no message"),
        ("flood-empty", "flood", "bytes between two requests"),
        ("huge-line", "flood", "a line of more than 65536 bytes"),
        ("flood-stderr", "flood", "16 MiB to its standard error"),
    ]);
}

#[test]
fn an_exit_is_a_crash_and_its_last_words_are_kept() {
    are(&[
        ("exit", "crash", "exit status 3, last words: assertion failed:  [2J here"),
        ("exit-0", "crash", "exit status 0"),
        ("abort", "crash", "signal 6 (SIGABRT)"),
        ("child-exit", "crash", "exit status 0"),
    ]);
}

#[test]
fn a_closed_pipe_is_told_from_an_exit() {
    are(&[("close-stdout", "closed", "closed its standard output"), ("close-stdin", "closed", "closed its standard input")]);
}

#[test]
fn what_the_protocol_does_not_allow_is_named() {
    are(&[
        ("utf8", "protocol", "it is not UTF-8 from byte 31 on: {"),
        ("no-json", "protocol", ": vnet7"),
        ("deep", "protocol", "recursion limit"),
        ("wrong-id", "protocol", "the request that is open is 2, not 3"),
        ("nul", "protocol", "its name holds a NUL"),
        ("long-name", "protocol", "its name has 5000 bytes"),
        ("literal", "protocol", "no name was asked for"),
    ]);
}

#[test]
fn a_reply_too_many_is_found_at_the_next_request() {
    let history = super::hostile::HISTORY.to_owned() + "{\"op\":\"reserve\",\"name\":\"vnet9\"}\n";
    // It may come before or after the next request is sent, and is wrong either way.
    let output = Hostile::new("twice").run(&["check"], &["--history", "-", "--json"], &history).exits(12).json();
    assert_eq!(output["findings"][0]["class"], "protocol", "{output}");
}

#[test]
fn questions_without_an_end_are_endless() {
    are(&[("endless", "endless", "more than 131072 times")]);
}

#[test]
fn memory_and_time_have_limits() {
    // Seconds for a line, MiB, seconds for a history.
    let cases = [
        ("starve", ["5", "100", "50"], json!({"out-of-memory": {"limit_mib": 100}})),
        ("hang", ["1", "4096", "50"], json!({"hung": {"seconds": 1}})),
        ("slow", ["5", "4096", "1"], json!({"slow": {"seconds": 1}})),
    ];
    for (mode, limits, ending) in cases {
        let hostile = Hostile::new(mode);
        let operations = super::hostile::HISTORY.lines().chain(vec![r#"{"op":"generate","kind":"tap"}"#; 5]);
        let request = json!({"history": operations.collect::<Vec<_>>()});
        // The second request shows that the worker outlives what the first one did.
        let lines = hostile.run(&["worker", "exec"], &limits, &format!("{request}\n{request}\n")).exits(0).json_lines();
        let [hello, first, second] = &lines[..] else { panic!("not three lines: {lines:?}") };
        assert_eq!(hello["subject"]["hello"]["name"], "hostile", "{hello}");
        assert_eq!((&first["played"]["ending"], first), (&ending, second), "{mode}");
    }
}

#[test]
fn a_campaign_goes_on_after_a_crash() {
    let hostile = Hostile::new("abort");
    let all = hostile.run(&["check"], &["--cases", "12", "--json"], "").exits(12).json();
    assert_eq!((&all["cases"], &all["cut_short"]), (&12.into(), &Value::Null), "{all}");
    let [found] = items(&all["findings"]) else { panic!("not one finding: {all}") };
    assert_eq!((&found["class"], items(&found["history"]).len()), (&"crash".into(), 1), "{found}");
}
