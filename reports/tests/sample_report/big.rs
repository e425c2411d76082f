//! Big reports.

use ifrace_report::report::{
    Breach, Coverage, Diagram, Finding, Fix, Lane, LaneKind, Life, Reached, Report, Status, Step, Suite, Verdict,
};

/// One as a full gate gives it: scenarios, eras and invariants in every combination, and findings of 40 steps.
pub(crate) fn full_gate() -> Report {
    let mut report = Report::new();
    for scenario in (0..18).map(|number| format!("scenario-of-some-length-{number}")) {
        for era in (0..12).map(|number| format!("{number}.11-debian")) {
            for invariant in (0..12).map(|number| format!("no-reuse-before-cleanup:kind-{number}")) {
                let why = "in all 100,312 states and 3,000 schedules".to_owned();
                let (suite, name, scenario) = (Suite::Era, era.clone(), Some(scenario.clone()));
                report.verdicts.push(Verdict {
                    suite,
                    name,
                    scenario,
                    invariant,
                    status: Status::Holds,
                    expected: true,
                    why,
                    findings: vec![],
                });
            }
            let reached =
                ["incoming-failed", "both-running", "daemon-died"].map(|one| Reached { property: one.into(), reached: true });
            let (states, exhausted, schedules) = (100_312, true, 3000);
            report.coverage.push(Coverage {
                scenario: scenario.clone(),
                era,
                states,
                exhausted,
                schedules,
                reached: reached.into(),
            });
        }
    }
    report.findings = (0..60).map(|number| finding(number, 40)).collect();
    for (number, finding) in report.findings.iter().enumerate() {
        let verdict = &mut report.verdicts[number * 40];
        (verdict.status, verdict.findings) = (Status::Violated, vec![finding.id.clone()]);
    }
    report
}

/// One of a long campaign: so many verdicts, each of a subject of its own, and so many findings.
pub(crate) fn campaign(verdicts: usize, findings: usize) -> Report {
    let verdict = |number: usize| Verdict {
        suite: if number.is_multiple_of(2) { Suite::Subject } else { Suite::Era },
        name: format!("exec:/opt/subjects/subject-{number}"),
        scenario: (number % 2 == 1).then(|| format!("scenario-{}", number / 7)),
        invariant: format!("invariant-{}", number % 11),
        status: Status::ALL[number % 5],
        expected: !number.is_multiple_of(50),
        why: format!("in {number} histories"),
        findings: (number % 5 == 4).then(|| format!("finding-{}", number % findings)).into_iter().collect(),
    };
    Report {
        verdicts: (0..verdicts).map(verdict).collect(),
        findings: (0..findings).map(|number| finding(number, 40)).collect(),
        ..Report::new()
    }
}

/// A finding with a diagram of so many steps.
pub(crate) fn finding(number: usize, steps: u64) -> Finding {
    let lanes = [
        ("A#1", LaneKind::Guest),
        ("A#1's cleanup", LaneKind::Cleanup),
        ("B#1", LaneKind::Guest),
        ("daemon 0", LaneKind::Daemon),
    ];
    let cause = "'delete link macvtap0' of B#1's failed migrate in hits A#1: its device macvtap0 is gone";
    let step = |number: u64| Step {
        lane: (number % 4) as usize,
        number: Some(number),
        text: "create macvtap macvtap0 on eth0 = macvtap0".into(),
        detail: "start of A#1: create macvtap macvtap0 on eth0 with 52:54:00:00:00:01 → macvtap0".into(),
        life: if number < 5 { Life::Begins } else { Life::Stays },
        breaches: (number == steps)
            .then(|| Breach { invariant: "no-stomp:device".into(), cause: cause.into() })
            .into_iter()
            .collect(),
    };
    Finding {
        id: format!("finding-{number}"),
        invariant: "no-stomp:device".into(),
        name: "6.6".into(),
        scenario: Some("failed-migration-macvtap".into()),
        cause: cause.into(),
        expected: !number.is_multiple_of(3),
        diagram: Some(Diagram {
            lanes: lanes.map(|(title, kind)| Lane { title: title.into(), kind }).into(),
            steps: (1..=steps).map(step).collect(),
            omitted: 0,
        }),
        commands: vec!["ifrace explore failed-migration-macvtap --era 6.6 --seed 1".into()],
        fixes: vec![Fix { era: "6.7".into(), text: "the name is dropped from the document".into() }],
        trace: Some(format!("findings/finding-{number}.ndjson")),
    }
}
