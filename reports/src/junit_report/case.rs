//! One test case.

use super::shown_once::Findings;
use super::{MESSAGE_MAX, NAME_MAX};
use crate::junit::with_message;
use crate::report::{Finding, Status, Verdict};
use crate::visible::visible;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus};

/// So many findings of a verdict are described.
const FINDINGS_MAX: usize = 20;

/// What a verdict comes to.
pub(super) fn of_verdict(verdict: &Verdict, findings: &mut Findings<'_>) -> TestCase {
    let why = visible(&verdict.why, MESSAGE_MAX);
    let status = match verdict.status {
        Status::Unknown => with_message(TestCaseStatus::non_success(NonSuccessKind::Error), &why),
        Status::NotRun => with_message(TestCaseStatus::skipped(), &why),
        Status::Holds | Status::HoldsSoFar | Status::Violated if verdict.expected => TestCaseStatus::success(),
        Status::Holds | Status::HoldsSoFar | Status::Violated => failure(verdict, &why, findings),
    };
    let mut case = named(verdict.scenario.as_deref(), &verdict.invariant, &verdict.name, status);
    match verdict.status {
        Status::Violated if verdict.expected => {
            let causes = verdict.findings.iter().filter_map(|id| findings.find(id)).take(FINDINGS_MAX);
            let causes = causes.map(|finding| format!("\n{}", visible(&finding.cause, MESSAGE_MAX)));
            case.set_system_out(format!("expected: violated, {why}{}", causes.collect::<String>()));
        }
        Status::Holds | Status::HoldsSoFar => {
            case.set_system_out(format!("{}: {why}", verdict.status.in_words()));
        }
        _ => {}
    }
    case
}

fn failure(verdict: &Verdict, why: &str, findings: &mut Findings<'_>) -> TestCaseStatus {
    let message = format!("not expected: {}, {why}", verdict.status.in_words());
    let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &message);
    let shown: Vec<&Finding> = verdict.findings.iter().filter_map(|id| findings.find(id)).take(FINDINGS_MAX).collect();
    let mut texts: Vec<String> = shown.into_iter().map(|finding| findings.describe(finding)).collect();
    let more = verdict.findings.len().saturating_sub(FINDINGS_MAX);
    if more > 0 {
        texts.push(format!("and {more} more findings\n"));
    }
    if !texts.is_empty() {
        status.set_description(texts.join("\n"));
    }
    status
}

/// A finding that no verdict points to.
pub(super) fn of_finding<'a>(finding: &'a Finding, findings: &mut Findings<'a>) -> TestCase {
    let cause = visible(&finding.cause, MESSAGE_MAX);
    let status = if finding.expected {
        TestCaseStatus::success()
    } else {
        let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &cause);
        status.set_description(findings.describe(finding));
        status
    };
    let mut case = named(finding.scenario.as_deref(), &finding.invariant, &finding.name, status);
    if finding.expected {
        case.set_system_out(format!("expected: violated\n{cause}"));
    }
    case
}

fn named(scenario: Option<&str>, invariant: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let invariant = visible(invariant, NAME_MAX);
    let title = match scenario {
        Some(scenario) => format!("{} {invariant}", visible(scenario, NAME_MAX)),
        None => invariant,
    };
    let mut case = TestCase::new(title, status);
    case.set_classname(visible(name, NAME_MAX));
    case
}
