//! Verdicts of both suites.

use super::{BYTES, SCRIPT};
use ifrace_report::report::{Status, Suite, Verdict};

pub(crate) fn all() -> Vec<Verdict> {
    let mut all = eras();
    all.extend(subjects());
    all
}

fn verdict(suite: Suite, name: &str, invariant: &str, status: Status, expected: bool, why: &str) -> Verdict {
    let (name, invariant, why) = (name.to_owned(), invariant.to_owned(), why.to_owned());
    Verdict { suite, name, scenario: None, invariant, status, expected, why, findings: vec![] }
}

fn eras() -> Vec<Verdict> {
    let eras = ["hardened", "6.6", "6.7", "9.0-debian", "11.3", BYTES];
    let invariants = ["no-stomp:device", "no-reuse-before-cleanup", "no-adoption", "failed-start-harmless", "progress"];
    let mut all = Vec::new();
    for (row, scenario) in ["failed-migration-macvtap", "reuse-after-stop", SCRIPT].into_iter().enumerate() {
        for (column, era) in eras.into_iter().enumerate() {
            for (place, invariant) in invariants.into_iter().enumerate() {
                let (status, why) = match (row, era, place) {
                    (0, "6.6", 0) => (Status::Violated, "after 6 steps"),
                    (1, "6.7", _) => (Status::NotRun, "interrupted before it began"),
                    (0, "11.3", 1) => (Status::Unknown, "never reached: incoming-failed"),
                    (_, BYTES, _) | (1, _, 3) => (Status::HoldsSoFar, "in 3,105 states and 3,000 schedules"),
                    _ => (Status::Holds, "in all 100,312 states"),
                };
                let expected = (row, column, place) != (1, 3, 2);
                let one = verdict(Suite::Era, era, invariant, status, expected, why);
                let findings = match (row, era, place) {
                    (0, "6.6", 0) => vec!["no-stomp:device/failed-migration-macvtap/6.6".to_owned()],
                    _ => vec![],
                };
                all.push(Verdict { scenario: Some(scenario.to_owned()), findings, ..one });
            }
        }
    }
    all
}

fn subjects() -> Vec<Verdict> {
    let long = format!("libvirt:/opt/{}/libvirt.so.0", "very-long-folder/".repeat(17));
    assert!(long.len() > 300);
    let mut all = Vec::new();
    for subject in ["builtin:hardened", "kernel", "libvirt", SCRIPT, BYTES, &long] {
        for invariant in ["well-formed", "unique-name", "monotonic", "reservation-respected", "agrees-with-model", "progress"] {
            let (status, expected, why, findings) = match (subject, invariant) {
                (SCRIPT, "well-formed") => (Status::Violated, false, SCRIPT, vec![format!("well-formed/{SCRIPT}")]),
                ("libvirt", "progress") => (Status::Violated, true, "in 4 of 400 histories", vec!["progress/libvirt".to_owned()]),
                ("kernel", "monotonic") => (Status::Violated, true, "lower-id", vec![]),
                ("kernel", "reservation-respected") => (Status::NotRun, true, "it has no reservation", vec![]),
                (BYTES, _) => (Status::Unknown, true, "the worker process was killed: \\xff", vec![]),
                _ => (Status::HoldsSoFar, true, "in 400 histories", vec![]),
            };
            all.push(Verdict { findings, ..verdict(Suite::Subject, subject, invariant, status, expected, why) });
        }
    }
    all
}
