//! Reports to render, made by hand: one with everything in it, and big ones.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]

#[path = "big.rs"]
pub(crate) mod big;
#[path = "diagrams.rs"]
mod diagrams;
#[path = "verdicts.rs"]
mod verdicts;

use ifrace_report::report::{Chart, Coverage, Fact, Finding, Fix, Note, NoteKind, Point, Reached, Report, Run, RunKind, Series};

/// A name that would run in a page that trusts names.
pub(crate) const SCRIPT: &str = "<script>alert(1)</script>";
/// A name of 15 bytes that are no UTF-8, as reports show it.
pub(crate) const BYTES: &str = r"\xa0\xa1\xc0\xc1\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff";

/// A report with both suites, every verdict, hostile names, diagrams and charts.
pub(crate) fn everything() -> Report {
    Report {
        runs: vec![gate(), bench()],
        verdicts: verdicts::all(),
        findings: findings(),
        coverage: coverage(),
        charts: vec![chart()],
        ..Report::new()
    }
}

fn gate() -> Run {
    let fact = |name: &str, value: &str| Fact { name: name.into(), value: value.into() };
    let note = |kind, text: &str| Note { kind, text: text.into() };
    Run {
        kind: RunKind::Gate,
        command: "ifrace gate --seed 1 --cases 400 --out 'out <b>'".into(),
        tool_version: "0.1.0".into(),
        exit_code: 10,
        summary: "3 deviations from what the baseline and the scenarios expect".into(),
        interrupted: false,
        milliseconds: Some(23_456),
        environment: vec![
            fact("kernel", "6.12.43+deb13-amd64"),
            fact("rules for names", "trust"),
            fact("seed", "1"),
            fact("libvirt", &format!("11.3.0 at /opt/{SCRIPT}/libvirt.so.0")),
        ],
        notes: vec![
            note(NoteKind::Deviation, "NEW failed-migration-macvtap under 6.7: no-stomp:device is violated after 6 steps"),
            note(NoteKind::Canary, "builtin:mail-v1: caught by well-formed"),
            note(NoteKind::Missing, "libvirt:/opt/absent.so: there is no library\ngive the path of a libvirt.so.0"),
            note(NoteKind::Unreadable, "finding-7.ndjson: ends in the middle of line 12"),
            note(NoteKind::Other, &format!("a subject said: {SCRIPT}\u{1b}[31m\u{202e}")),
        ],
    }
}

fn bench() -> Run {
    Run {
        kind: RunKind::Bench,
        command: "cargo bench --bench contention".into(),
        exit_code: 0,
        summary: "measured".into(),
        milliseconds: None,
        environment: vec![Fact { name: "processor".into(), value: "2 cores".into() }],
        notes: vec![],
        ..gate()
    }
}

fn findings() -> Vec<Finding> {
    let fix = |era: &str, text: &str| Fix { era: era.into(), text: text.into() };
    let macvtap = Finding {
        id: "no-stomp:device/failed-migration-macvtap/6.6".into(),
        invariant: "no-stomp:device".into(),
        name: "6.6".into(),
        scenario: Some("failed-migration-macvtap".into()),
        cause: "'delete link macvtap0' of M's failed migrate in hits G: its device macvtap0 is gone".into(),
        expected: true,
        diagram: Some(diagrams::macvtap()),
        commands: vec!["ifrace explore failed-migration-macvtap --era 6.6".into(), "ifrace replay finding-1.ndjson".into()],
        fixes: vec![
            fix("6.7", "the name is dropped from the document, so that nothing is deleted by it"),
            fix("9.1", "a macvtap has a creator; what another has created is left alone"),
        ],
        trace: Some("findings/no-stomp 1.ndjson".into()),
    };
    let hostile = Finding {
        id: format!("well-formed/{SCRIPT}"),
        invariant: "well-formed".into(),
        name: SCRIPT.into(),
        scenario: None,
        cause: format!("the subject gave out {BYTES} and {SCRIPT}"),
        expected: false,
        diagram: Some(diagrams::hostile()),
        commands: vec![format!("ifrace check '{SCRIPT}' --history - <<'EOF'\n{{\"op\":\"generate\",\"kind\":\"tap\"}}\nEOF")],
        fixes: vec![],
        trace: Some("javascript:alert(1)".into()),
    };
    let plain =
        Finding { diagram: None, id: "progress/libvirt".into(), name: "libvirt".into(), expected: true, ..hostile.clone() };
    vec![macvtap, hostile, Finding { invariant: "progress".into(), cause: "it gives up after 5 tries".into(), ..plain }]
}

fn coverage() -> Vec<Coverage> {
    let one = |scenario: &str, era: &str, states, exhausted, reached: &[(&str, bool)]| Coverage {
        scenario: scenario.into(),
        era: era.into(),
        states,
        exhausted,
        schedules: 3000,
        reached: reached.iter().map(|&(property, reached)| Reached { property: property.into(), reached }).collect(),
    };
    vec![
        one("failed-migration-macvtap", "6.6", 100_312, true, &[("incoming-failed", true), ("both-running", true)]),
        one("failed-migration-macvtap", "6.7", 99_031, true, &[("incoming-failed", true), ("both-running", true)]),
        one("failed-migration-macvtap", "hardened", 1_204_555, false, &[("incoming-failed", true), ("both-running", false)]),
        one("reuse-after-stop", "6.6", 3_105, true, &[("daemon-died", false)]),
        one(SCRIPT, BYTES, 1, false, &[(SCRIPT, false)]),
    ]
}

fn chart() -> Chart {
    let series = |title: &str, points: &[(u64, u64)]| Series {
        title: title.into(),
        points: points.iter().map(|&(at, picoseconds)| Point { at, picoseconds }).collect(),
    };
    Chart {
        title: "A name while others are taken: 1 thread, 1,000 devices".into(),
        across: "names taken directly ahead".into(),
        up: "time of a call".into(),
        series: vec![
            series("hardened", &[(0, 20_000), (1_000, 24_500), (9_999, 31_000), (30_000, 41_000)]),
            series("libvirt", &[(0, 5_500_000), (1_000, 5_200_000_000), (9_999, 59_700_000_000)]),
            series("bare-counter", &[(0, 9_800)]),
            series(SCRIPT, &[(10, 123_456_000), (100, 99_000_000)]),
        ],
    }
}
