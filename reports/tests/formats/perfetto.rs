//! The trace keeps the rules of the "Trace Event Format".

use crate::{golden, sample};
use ifrace_report::perfetto;
use ifrace_report::report::{Life, Report, Step};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The sample, with somebody who lives twice.
fn twice() -> Report {
    let mut report = sample::report();
    let diagram = report.findings[0].diagram.as_mut().expect("the sample has one");
    let again = [Life::Begins, Life::Stays, Life::Ends].map(|life| Step { life, ..diagram.steps[0].clone() });
    diagram.steps.extend(again);
    report
}

fn events(trace: &str) -> Vec<Value> {
    let mut trace: Value = serde_json::from_str(trace).expect("it is valid JSON");
    assert_eq!(trace["displayTimeUnit"], "ms");
    match trace["traceEvents"].take() {
        Value::Array(events) => events,
        other => panic!("{other}"),
    }
}

#[test]
fn the_sample() {
    golden::check("report.perfetto.json", &perfetto::render(&sample::report()));
}

#[test]
fn every_event_has_what_its_phase_needs() {
    for event in events(&perfetto::render(&twice())) {
        let has = |field: &str| !event[field].is_null();
        assert!(
            event["name"].is_string() && event["pid"].is_u64() && event["tid"].is_u64() && event["args"].is_object(),
            "{event}"
        );
        match event["ph"].as_str().unwrap() {
            "M" => {
                let wanted = match event["name"].as_str().unwrap() {
                    "process_name" | "thread_name" => event["args"]["name"].is_string(),
                    "process_labels" => event["args"]["labels"].is_string(),
                    "process_sort_index" | "thread_sort_index" => event["args"]["sort_index"].is_u64(),
                    other => panic!("{other}"),
                };
                assert!(wanted && !has("ts") && !has("dur"), "{event}");
            }
            "X" => assert!(event["ts"].is_u64() && event["dur"].as_u64().unwrap() > 0 && event["cat"].is_string(), "{event}"),
            "i" => assert!(event["ts"].is_u64() && !has("dur") && matches!(event["s"].as_str(), Some("t" | "p")), "{event}"),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn processes_and_threads_have_names_and_time_goes_on() {
    let (mut named, mut last) = (BTreeSet::new(), BTreeMap::new());
    for event in events(&perfetto::render(&twice())) {
        let thread = (event["pid"].as_u64().unwrap(), event["tid"].as_u64().unwrap());
        if event["ph"] == "M" {
            assert!(!last.contains_key(&thread), "names come first: {event}");
            named.insert(thread);
            continue;
        }
        assert!(named.contains(&thread), "{event}");
        let ts = event["ts"].as_u64().unwrap();
        assert!(last.insert(thread, ts).is_none_or(|before| before <= ts), "{event}");
    }
    assert_eq!(named.iter().filter(|(_, tid)| *tid == 0).count(), 3, "a process for each finding");
    assert_eq!(named.len(), 3 + 4 + 2);
}

/// Slices of a thread are beside or within each other, as the viewers want them.
#[test]
fn slices_are_nested() {
    let mut open: BTreeMap<(u64, u64), Vec<u64>> = BTreeMap::new();
    let mut slices = 0;
    for event in events(&perfetto::render(&twice())).iter().filter(|event| event["ph"] == "X") {
        let number = |field: &str| event[field].as_u64().unwrap();
        let (from, to) = (number("ts"), number("ts") + number("dur"));
        let around = open.entry((number("pid"), number("tid"))).or_default();
        around.retain(|end| *end > from);
        assert!(around.iter().all(|end| to <= *end), "{event}");
        around.push(to);
        slices += 1;
    }
    assert_eq!(slices, 11 + 5, "as many as steps and lives");
}
