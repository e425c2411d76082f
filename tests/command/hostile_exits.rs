//! Libraries that end, block or starve the process that calls them: each is a verdict, and the run goes on.

use super::folder::Folder;
use super::output::{cell, ifrace, ifrace_with, items};
use serde_json::Value;

const RESERVE: &str = "void virNetDevReserveName(const char *name) { (void) name; }\n";
const GENERATE: &str = "{\"op\":\"generate\",\"kind\":\"tap\"}\n";

fn code(body: &str) -> String {
    format!("{RESERVE}int virNetDevGenerateName(char **name, int type) {{ {body} return 0; }}\n")
}

/// The one finding that a library gives whose function has this body, after one operation that it survives.
#[track_caller]
fn only_finding(body: &str) -> Value {
    let folder = Folder::new();
    let subject = folder.library(&code(body));
    let history = format!("{{\"op\":\"reserve\",\"name\":\"vnet5\"}}\n{GENERATE}");
    let output = ifrace_with(&["check", &subject, "--history", "-", "--json"], &history).exits(12).json();
    let [found] = items(&output["findings"]) else { panic!("not one finding: {output}") };
    assert_eq!((&found["aspect"], &found["at"]), (&"progress".into(), &1.into()), "{output}");
    assert_eq!(output["replies"], serde_json::json!(["done"]), "what was answered before counts");
    found.clone()
}

#[test]
fn a_crash_is_a_verdict_that_names_the_signal() {
    let found = only_finding("*(volatile int *) 0 = 1;");
    assert_eq!(found["class"], "crash");
    assert!(found["text"].to_string().contains("SIGSEGV"), "{found}");
}

#[test]
fn the_last_words_before_an_abort_are_shown() {
    let found = only_finding("fputs(\"assertion failed: x\", stderr); abort();");
    assert_eq!(found["class"], "crash");
    let text = found["text"].to_string();
    assert!(text.contains("SIGABRT") && text.contains("assertion failed: x"), "{text}");
}

#[test]
fn ending_the_process_is_a_crash_whatever_its_status() {
    for body in ["exit(0);", "_Exit(0);", "exit(3);"] {
        assert_eq!(only_finding(body)["class"], "crash", "{body}");
    }
}

#[test]
fn an_endless_loop_is_a_hang() {
    let found = only_finding("for (volatile int i = 0;; i++) { }");
    assert_eq!(found["class"], "hang");
    assert!(found["text"].to_string().contains("5 s"), "{found}");
}

/// One file is mapped again and again: all of it counts as used, and little has to be filled.
const STARVE: &str = r#"
    int memfd_create(const char *name, unsigned flags);
    int ftruncate(int fd, long length);
    long size = 64l << 20;
    int fd = memfd_create("memory", 0);
    if (fd < 0 || ftruncate(fd, size) != 0) return -1;
    while (mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | 0x8000, fd, 0) != MAP_FAILED) { }
    abort();
"#;

#[test]
fn memory_without_end_is_a_verdict() {
    // Between the limit and the failed request lies less than one look at the process, so either may be seen.
    let found = only_finding(STARVE);
    assert!(found["class"] == "out-of-memory" || found["class"] == "crash", "{found}");
}

#[test]
fn the_gate_goes_on_after_a_crash() {
    let folder = Folder::new();
    let (subject, baseline) = (folder.library(&code("abort();")), folder.file("baseline.toml", "schema = 1\n"));
    let args = ["--subject", &subject, "--subject", "builtin:tap-6.8", "--cases", "6", "--baseline", &baseline, "--json"];
    let report = ifrace(&[&["gate"], &args[..]].concat()).exits(10).json();
    assert_eq!(cell(&report, &subject, "progress")["classes"], serde_json::json!(["crash"]));
    assert_eq!(cell(&report, "builtin:tap-6.8", "unique-name")["cases"], 6);
    let missed: Vec<_> = items(&report["deviations"]).iter().filter(|d| d["deviation"] == "canary-missed").collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_search_goes_through_every_history_of_a_library_that_crashes() {
    let folder = Folder::new();
    let subject = folder.library(&code("abort();"));
    let all = ifrace(&["check", &subject, "--cases", "6", "--json"]).exits(12).json();
    assert_eq!((&all["cases"], &all["cut_short"]), (&6.into(), &Value::Null), "{all}");
    let [found] = items(&all["findings"]) else { panic!("not one finding: {all}") };
    assert_eq!(items(&found["history"]).len(), 1, "it is shrunk: {found}");
}
