use super::*;
use crate::report::Status;
use crate::text::Style;

fn verdict(name: &str, status: Status, expected: bool) -> Verdict {
    let (scenario, invariant) = (Some("s".to_owned()), "no-leak".to_owned());
    Verdict { suite: Suite::Era, name: name.into(), scenario, invariant, status, expected, why: "w".into(), findings: vec![] }
}

fn report(verdicts: Vec<Verdict>) -> Report {
    Report { verdicts, ..Report::new() }
}

fn finding(id: &str, expected: bool) -> Finding {
    Finding {
        id: id.into(),
        invariant: "no-leak".into(),
        name: "6.6".into(),
        scenario: None,
        cause: "c".into(),
        expected,
        diagram: None,
        commands: vec![],
        fixes: vec![],
        trace: None,
    }
}

/// What a change of the only verdict is.
fn kind(before: Option<(Status, bool)>, after: Option<(Status, bool)>) -> Option<Kind> {
    let one = |state: Option<(Status, bool)>| {
        report(state.map(|(status, expected)| verdict("6.6", status, expected)).into_iter().collect())
    };
    let changes = diff(&one(before), &one(after));
    assert!(changes.len() < 2, "{changes:?}");
    changes.first().map(|change| change.kind)
}

#[test]
fn every_change_of_a_verdict_has_its_kind() {
    use Status::{Holds, HoldsSoFar, NotRun, Unknown, Violated};
    let between = |before, after| kind(Some((before, true)), Some((after, true)));
    for before in [Holds, HoldsSoFar, NotRun, Unknown] {
        assert_eq!(between(before, Violated), Some(Kind::Worse), "{before:?}");
    }
    for after in [Holds, HoldsSoFar] {
        assert_eq!(between(Violated, after), Some(Kind::Better), "{after:?}");
        for unknown in [NotRun, Unknown] {
            assert_eq!((between(after, unknown), between(unknown, after)), (Some(Kind::LessSure), Some(Kind::Surer)));
            assert_eq!(between(Violated, unknown), Some(Kind::LessSure));
        }
    }
    assert_eq!((between(Holds, HoldsSoFar), between(HoldsSoFar, Holds)), (Some(Kind::LessSure), Some(Kind::Surer)));
    assert!(Status::ALL.iter().all(|same| between(*same, *same).is_none()));
}

#[test]
fn what_is_expected_counts_where_nothing_else_differs() {
    use Status::{Holds, Violated};
    assert_eq!(kind(Some((Violated, true)), Some((Violated, false))), Some(Kind::Worse));
    assert_eq!(kind(Some((Holds, false)), Some((Holds, true))), Some(Kind::Better));
    assert_eq!(kind(None, Some((Violated, false))), Some(Kind::Worse));
    assert_eq!(kind(None, Some((Violated, true))), Some(Kind::New));
    assert_eq!(kind(Some((Violated, false)), None), Some(Kind::Gone));
}

#[test]
fn findings_come_and_go() {
    let with = |findings: &[(&str, bool)]| {
        let findings = findings.iter().map(|(id, expected)| finding(id, *expected)).collect();
        Report { findings, ..Report::new() }
    };
    let changes = diff(&with(&[("a", false), ("b", true)]), &with(&[("b", true), ("c", true), ("d", false)]));
    let found: Vec<_> = changes.iter().map(|change| (change.kind, change.finding.as_deref().unwrap_or_default())).collect();
    assert_eq!(found, [(Kind::Worse, "d"), (Kind::New, "c"), (Kind::Gone, "a")]);
    assert!(is_worse(&changes) && !is_worse(&changes[1..]));
}

#[test]
fn the_text_is_grouped_and_shows_nothing_that_a_terminal_obeys() {
    let before = report(vec![verdict("6.6", Status::Holds, true), verdict("6.7\u{1b}[2J", Status::Violated, true)]);
    let after = report(vec![verdict("6.6", Status::Violated, true), verdict("6.7\u{1b}[2J", Status::Holds, true)]);
    let expected = "worse: 1\n  s under 6.6: no-leak: holds → violated, as expected (w)\n\
        better: 1\n  s under 6.7\\u{1b}[2J: no-leak: violated → holds (w)\n";
    assert_eq!(text(&diff(&before, &after), 100, Style::default()), expected);
    assert_eq!(text(&diff(&after, &after), 100, Style::default()), "nothing changed\n");
    assert!(json(&diff(&before, &after), 10).contains("\"worse\": 1"));
}
