//! Findings on subjects, by histories.

use super::{cut, id};
use crate::finding::{one_line, reproduce, steps};
use crate::report::{Breach, Diagram, Finding, Lane, LaneKind, Life, Status, Suite, Verdict};
use crate::space_time::step;
use ifrace_sim::campaign::{Aspect, Finding as Found};
use ifrace_sim::history::Op;

/// The finding of a report for one on a subject.
pub(super) fn finding(subject: &str, found: &Found, expected: bool) -> Finding {
    let (aspect, class) = found.fingerprint();
    Finding {
        id: id::of_history(subject, aspect.id(), class),
        invariant: aspect.id().to_owned(),
        name: subject.to_owned(),
        scenario: None,
        cause: format!("{class}: {}", one_line(&found.text)),
        expected,
        diagram: Some(diagram(found)),
        commands: vec![reproduce(subject, found)],
        fixes: Vec::new(),
        trace: None,
    }
}

/// The verdict on an aspect of a subject; `findings` are the ways in which it is violated.
pub(super) fn verdict(subject: &str, aspect: Aspect, status: Status, why: String, classes: &[String]) -> Verdict {
    Verdict {
        suite: Suite::Subject,
        name: subject.to_owned(),
        scenario: None,
        invariant: aspect.id().to_owned(),
        status,
        expected: true,
        why,
        findings: classes.iter().map(|class| id::of_history(subject, aspect.id(), class)).collect(),
    }
}

/// So many histories, in words.
pub(super) fn histories(cases: u64) -> String {
    format!("{cases} {}", if cases == 1 { "history" } else { "histories" })
}

/// A history up to what is wrong: what happens on the host in one lane, what the allocator is asked in the other.
pub(super) fn diagram(found: &Found) -> Diagram {
    let lanes = [("the host", LaneKind::Other), ("the allocator", LaneKind::Daemon)];
    let lanes = lanes.into_iter().map(|(title, kind)| Lane { title: title.to_owned(), kind }).collect();
    let line = |(place, (op, line)): (usize, (&Op, String))| {
        let number = place as u64 + 1;
        let words = line.strip_prefix(&format!("{number}. ")).unwrap_or(&line).trim_end_matches("   <- here").to_owned();
        let words = words.trim_end_matches(" → no reply").to_owned();
        let text = words.replacen(" → ", " = ", 1);
        let lane = usize::from(!matches!(op, Op::Occupy { .. } | Op::OccupyRun(_) | Op::Free { .. }));
        let mut step = step(lane, text.clone(), text, Life::Stays);
        step.number = Some(number);
        if place == found.at {
            let cause = format!("{}: {}", found.class, one_line(&found.text));
            step.breaches.push(Breach { invariant: found.aspect.id().to_owned(), cause });
        }
        step
    };
    let steps = found.history.iter().zip(steps(found)).enumerate().take(found.at + 1).map(line).collect();
    cut::cut(Diagram { lanes, steps, omitted: 0 }, found.aspect.id())
}
