//! A report with everything that a report can have, and with names of hostile programs.

use ifrace_report::report::{
    Breach, Chart, Coverage, Diagram, Fact, Finding, Fix, Lane, LaneKind, Life, Note, NoteKind, Point, Reached, Report, Run,
    RunKind, Series, Status, Step, Suite, Verdict,
};

/// The name of a subject that would like to be more than a name.
pub(crate) const HOSTILE: &str =
    "exec:<script>alert(1)</script> `|` [x](http://e.vil) @all www.e.vil\n# \u{1b}[31m\u{0}\u{202e}]]>{0}";

pub(crate) fn report() -> Report {
    Report {
        runs: vec![gate(), explore(), bench()],
        verdicts: verdicts(),
        findings: vec![expected_race(), hostile_history(), bare()],
        coverage: vec![coverage("reuse-after-stop", "6.6", true), coverage("reuse-after-stop", "11.3", false)],
        charts: vec![chart()],
        ..Report::new()
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn gate() -> Run {
    let note = |kind, what: &str| Note { kind, text: text(what) };
    Run {
        kind: RunKind::Gate,
        command: text("ifrace gate --out gate"),
        tool_version: text("0.1.0"),
        exit_code: 10,
        summary: text("4 deviations from the baseline"),
        interrupted: false,
        milliseconds: Some(61_234),
        environment: vec![Fact { name: text("kernel"), value: text("6.12.43+deb13-amd64") }],
        notes: vec![
            note(NoteKind::Deviation, "builtin:macvtap-scan was to break progress, and did not"),
            note(NoteKind::Canary, "builtin:mail-v1 breaks well-formed: caught"),
            note(NoteKind::Missing, "libvirt:/opt/absent.so: give the path of a libvirt.so.0"),
            note(NoteKind::Unreadable, "old/report.json: line 1, column 2: <b>expected value</b>"),
            note(NoteKind::Other, "the kernel fills in the lowest free number"),
        ],
    }
}

fn explore() -> Run {
    Run {
        kind: RunKind::Explore,
        command: text("ifrace explore reuse-after-stop --era 6.6"),
        interrupted: true,
        exit_code: 3,
        summary: text("ended by a signal after 1200 states"),
        milliseconds: None,
        notes: Vec::new(),
        ..gate()
    }
}

fn bench() -> Run {
    let (command, summary) = (text("cargo bench"), text("measured"));
    Run { kind: RunKind::Bench, command, exit_code: 0, summary, interrupted: false, ..explore() }
}

fn verdicts() -> Vec<Verdict> {
    use Status::{Holds, HoldsSoFar, NotRun, Unknown, Violated};
    let subject = |name: &str, invariant: &str, status, expected, why: &str, findings: &[&str]| Verdict {
        suite: Suite::Subject,
        name: text(name),
        scenario: None,
        invariant: text(invariant),
        status,
        expected,
        why: text(why),
        findings: findings.iter().map(|id| text(id)).collect(),
    };
    let era = |name: &str, invariant: &str, status, expected, why: &str, findings: &[&str]| Verdict {
        suite: Suite::Era,
        scenario: Some(text("reuse-after-stop")),
        ..subject(name, invariant, status, expected, why, findings)
    };
    vec![
        subject("builtin:hardened", "unique-name", Holds, true, "120000 histories", &[]),
        subject("builtin:hardened", "progress", HoldsSoFar, true, "64000 histories, ended early", &[]),
        subject("libvirt:/opt/absent.so", "progress", NotRun, true, "there is no library /opt/absent.so", &[]),
        subject("libvirt", "agrees-with-model", Unknown, false, "the worker process was killed: no memory", &[]),
        subject(HOSTILE, "unique-name", Violated, false, "1 class in 5000 histories", &["hostile-1"]),
        era("6.6", "no-stomp:device", Violated, true, "in 5 steps", &["reuse-after-stop_no-stomp-device"]),
        era("6.6", "no-leak", Holds, false, "expected to be violated, and is not in all 812 states", &[]),
        era("11.3", "no-stomp:device", HoldsSoFar, true, "1200 states and 64 schedules", &[]),
        era("11.3", "no-leak", Unknown, true, "never reached: daemon-died", &[]),
        era("10.9", "no-adoption", NotRun, true, "interrupted", &[]),
    ]
}

fn expected_race() -> Finding {
    let lanes = [
        ("guest A", LaneKind::Guest),
        ("cleanup of A", LaneKind::Cleanup),
        ("guest B", LaneKind::Guest),
        ("macvtap0", LaneKind::Name),
    ];
    let stomp = Breach { invariant: text("no-stomp:device"), cause: text("the cleanup of A deletes macvtap0 of B") };
    let steps = vec![
        step(0, None, "start", "A starts", Life::Begins),
        step(0, Some(1), "create macvtap0", "create(macvtap, \"macvtap0\") = 0", Life::Stays),
        step(3, Some(2), "A's", "macvtap0 belongs to A", Life::Begins),
        step(0, Some(3), "die", "the process of A ends", Life::Ends),
        step(2, Some(4), "start", "create(macvtap, \"macvtap0\") = 0", Life::Begins),
        Step { breaches: vec![stomp], ..step(1, Some(5), "delete macvtap0", "delete(\"macvtap0\") = 0", Life::Stays) },
    ];
    Finding {
        id: text("reuse-after-stop_no-stomp-device"),
        invariant: text("no-stomp:device"),
        name: text("6.6"),
        scenario: Some(text("reuse-after-stop")),
        cause: text("the cleanup of A deletes macvtap0 of B"),
        expected: true,
        diagram: Some(Diagram { lanes: lanes.map(|(title, kind)| Lane { title: text(title), kind }).into(), steps, omitted: 0 }),
        commands: vec![text("ifrace replay failures/1/min.ndjson"), text("ifrace explore reuse-after-stop --era 6.6")],
        fixes: vec![Fix { era: text("7.0"), text: text("names count upwards: it holds in all states from here on") }],
        trace: Some(text("failures/1/min trace.ndjson")),
    }
}

fn hostile_history() -> Finding {
    let lane = |title: &str, kind| Lane { title: text(title), kind };
    let taken = Breach { invariant: text("unique-name"), cause: text("two devices answer to \"\\xa0\\xff\"") };
    let lanes = vec![lane(HOSTILE, LaneKind::Daemon), lane("idle", LaneKind::Other)];
    let steps = vec![
        step(0, Some(1), "generate", "generate(tap) = \"\\xa0\\xff\"", Life::Begins),
        Step {
            breaches: vec![taken.clone(), taken],
            ..step(0, Some(90), HOSTILE, "generate(tap) = \"\\xa0\\xff\"", Life::Stays)
        },
    ];
    Finding {
        id: text("hostile-1"),
        invariant: text("unique-name"),
        name: text(HOSTILE),
        scenario: None,
        cause: format!("two devices answer to {HOSTILE}"),
        expected: false,
        diagram: Some(Diagram { lanes, steps, omitted: 88 }),
        commands: vec![text("ifrace check 'exec:</pre><script>' --history - <<'EOF'\n{\"op\":\"generate\"}\nEOF")],
        fixes: Vec::new(),
        trace: None,
    }
}

/// Without a diagram and without a verdict, as a search gives it.
fn bare() -> Finding {
    Finding {
        id: text("own.toml_no-such-rule"),
        invariant: text("no-such-rule"),
        name: text("by-name"),
        scenario: Some(text("own plan?.toml")),
        cause: text("something"),
        diagram: None,
        commands: Vec::new(),
        trace: None,
        ..hostile_history()
    }
}

fn step(lane: usize, number: Option<u64>, what: &str, detail: &str, life: Life) -> Step {
    Step { lane, number, text: text(what), detail: text(detail), life, breaches: Vec::new() }
}

fn coverage(scenario: &str, era: &str, exhausted: bool) -> Coverage {
    let reached = [("daemon-died", !exhausted), ("name-reused", true)];
    let reached = reached.map(|(property, reached)| Reached { property: text(property), reached }).into();
    Coverage {
        scenario: text(scenario),
        era: text(era),
        states: 812,
        exhausted,
        schedules: if exhausted { 0 } else { 64 },
        reached,
    }
}

fn chart() -> Chart {
    let points = [(1, 900_000), (1000, 1_250_000)].map(|(at, picoseconds)| Point { at, picoseconds }).into();
    let series = vec![Series { title: text("builtin:hardened"), points }];
    Chart { title: text("Cost of a name"), across: text("taken names"), up: text("time per name"), series }
}
