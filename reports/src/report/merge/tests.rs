use crate::report::{
    Chart, Coverage, Diagram, Finding, Fix, Point, Reached, Report, Run, RunKind, Series, Status, Suite, Verdict,
};
use crate::space_time::step;

fn verdict(name: &str, status: Status, expected: bool, why: &str) -> Verdict {
    Verdict {
        suite: Suite::Era,
        name: name.into(),
        scenario: Some("s".into()),
        invariant: "no-leak".into(),
        status,
        expected,
        why: why.into(),
        findings: if status == Status::Violated { vec![why.into()] } else { vec![] },
    }
}

fn finding(id: &str, steps: usize, cause: &str) -> Finding {
    let steps = (0..steps).map(|_| step(0, "x".into(), String::new(), crate::report::Life::Stays)).collect();
    Finding {
        id: id.into(),
        invariant: "no-leak".into(),
        name: "6.6".into(),
        scenario: Some("s".into()),
        cause: cause.into(),
        expected: cause != "odd",
        diagram: Some(Diagram { steps, ..Diagram::default() }),
        commands: vec![format!("ifrace {cause}")],
        fixes: vec![Fix { era: "6.8".into(), text: cause.into() }],
        trace: None,
    }
}

fn run(command: &str) -> Run {
    Run {
        kind: RunKind::Explore,
        command: command.into(),
        tool_version: "1".into(),
        exit_code: 0,
        summary: String::new(),
        interrupted: false,
        milliseconds: None,
        environment: vec![],
        notes: vec![],
    }
}

/// Reports that have everything in common, and differ in everything.
fn samples() -> Vec<Report> {
    let chart = |at, picoseconds| Chart {
        title: "t".into(),
        across: "a".into(),
        up: "u".into(),
        series: vec![Series { title: "x".into(), points: vec![Point { at, picoseconds }] }],
    };
    let coverage = |states, exhausted, reached| Coverage {
        scenario: "s".into(),
        era: "6.6".into(),
        states,
        exhausted,
        schedules: 10 - states,
        reached: vec![Reached { property: "wrapped".into(), reached }],
    };
    let one = |name: &str, status, expected, why: &str, steps| Report {
        runs: vec![run(why)],
        verdicts: vec![verdict(name, status, expected, why), verdict("9.0", status, expected, why)],
        findings: vec![finding("f", steps, why), finding(why, steps, why)],
        coverage: vec![coverage(steps as u64, steps > 3, steps > 2)],
        charts: vec![chart(steps as u64 % 2, steps as u64)],
        ..Report::new()
    };
    vec![
        one("10.3", Status::Holds, true, "b; a", 4),
        one("6.6", Status::Violated, false, "odd", 3),
        one("6.6", Status::Violated, true, "c", 3),
        one("hardened", Status::Unknown, true, "a; b", 2),
        Report::new(),
    ]
}

#[test]
fn the_order_of_reports_does_not_matter() {
    let all = samples();
    for one in &all {
        assert_eq!(one.clone().merge(one.clone()), one.clone().merge(Report::new()), "nothing is counted twice");
        for two in &all {
            assert_eq!(one.clone().merge(two.clone()), two.clone().merge(one.clone()));
            for three in &all {
                let left = one.clone().merge(two.clone()).merge(three.clone());
                assert_eq!(left, one.clone().merge(two.clone().merge(three.clone())));
            }
        }
    }
}

#[test]
fn the_worst_verdict_counts_with_all_reasons() {
    let merged = samples().into_iter().fold(Report::new(), Report::merge);
    let names: Vec<&str> = merged.verdicts.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["6.6", "9.0", "10.3", "hardened"], "eras are in their order");
    let worst = &merged.verdicts[1];
    assert_eq!((worst.status, worst.expected, worst.why.as_str()), (Status::Violated, false, "a; b; c; odd"));
    assert_eq!(worst.findings, ["c", "odd"]);
}

#[test]
fn the_shortest_diagram_counts_with_all_commands() {
    let merged = samples().into_iter().fold(Report::new(), Report::merge);
    let finding = merged.finding("f").expect("it is there");
    assert_eq!((finding.diagram.as_ref().map(|one| one.steps.len()), finding.cause.as_str()), (Some(2), "a; b"));
    assert_eq!((finding.expected, finding.commands.len(), finding.fixes.len()), (false, 4, 4));
    assert_eq!(finding.commands[0], "ifrace c", "the shortest is the first");
}

#[test]
fn coverage_and_charts_are_the_best_of_all() {
    let merged = samples().into_iter().fold(Report::new(), Report::merge);
    let coverage = &merged.coverage[0];
    assert_eq!((coverage.states, coverage.exhausted, coverage.schedules), (4, true, 8));
    assert!(coverage.reached.len() == 1 && coverage.reached[0].reached, "{coverage:?}");
    let points: Vec<_> = merged.charts[0].series[0].points.iter().map(|point| (point.at, point.picoseconds)).collect();
    assert_eq!(points, [(0, 2), (1, 3)]);
    assert_eq!(merged.runs.len(), 4);
}
