//! JUnit: one suite for each subject, one test case for each aspect; a suite of canaries; one of documents; and one suite
//! for each scenario, with a test case for each era and invariant.
//!
//! | verdict | becomes |
//! |---|---|
//! | as the baseline expects, or the scenario | success; an expected violation is named in its output |
//! | not expected, or expected and gone | failure, with the history or the command that shows it |
//! | unknown | error |
//! | not run | skipped, with the reason |
//!
//! There are no times in it: the same report gives the same file.

use crate::{Baseline, Canary, Deviation, Documents, GateReport, Row, Verdict, WrongDocument, finding, races};
use ifrace_sim::campaign::Aspect;
use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

/// The whole file.
///
/// # Errors
/// If it cannot be serialized.
pub fn render(report: &GateReport, baseline: &Baseline) -> Result<String, SerializeError> {
    let mut document = Report::new("ifrace gate");
    for row in &report.rows {
        let mut suite = TestSuite::new(&row.subject);
        suite.add_test_cases(row.cells.iter().map(|(aspect, verdict)| cell(report, baseline, row, *aspect, verdict)));
        document.add_test_suite(suite);
    }
    if !report.canaries.is_empty() {
        let mut suite = TestSuite::new("canaries");
        suite.add_test_cases(report.canaries.iter().map(canary));
        document.add_test_suite(suite);
    }
    document.add_test_suites(report.documents.as_ref().map(documents_suite));
    document.add_test_suites(races::suites(&report.races));
    document.to_string()
}

fn cell(report: &GateReport, baseline: &Baseline, row: &Row, aspect: Aspect, verdict: &Verdict) -> TestCase {
    let status = match verdict {
        Verdict::Holds { .. } | Verdict::Violated { .. } => judged(report, row, aspect),
        Verdict::Unknown { why } => with_message(TestCaseStatus::non_success(NonSuccessKind::Error), why),
        Verdict::NotRun { why } => with_message(TestCaseStatus::skipped(), why),
    };
    let mut case = TestCase::new(aspect.id(), status);
    case.set_classname(&row.subject);
    let classes = verdict.classes().unwrap_or_default().iter();
    let expected = classes.filter_map(|class| baseline.find(&row.subject, aspect, class, report.rules));
    let output: Vec<String> = expected.map(|entry| format!("expected: {}, {}", entry.class, entry.why)).collect();
    if !output.is_empty() {
        case.set_system_out(output.join("\n"));
    }
    case
}

fn judged(report: &GateReport, row: &Row, aspect: Aspect) -> TestCaseStatus {
    let deviations: Vec<&Deviation> = report.deviations_of(&row.subject, aspect).collect();
    if deviations.is_empty() {
        return TestCaseStatus::success();
    }
    let messages: Vec<String> = deviations.iter().map(|deviation| deviation.to_string()).collect();
    let texts: Vec<String> = deviations.iter().filter_map(|deviation| history(report, deviation)).collect();
    let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &messages.join("; "));
    if !texts.is_empty() {
        status.set_description(texts.join("\n"));
    }
    status
}

fn history(report: &GateReport, deviation: &Deviation) -> Option<String> {
    let Deviation::New { subject, aspect, class } = deviation else {
        return None;
    };
    let found = report.finding(subject, *aspect, class)?;
    Some(finding::text(subject, found, &finding::reproduce(subject, found)))
}

fn canary(canary: &Canary) -> TestCase {
    let status = match &canary.not_run {
        _ if canary.caught => TestCaseStatus::success(),
        Some(why) => with_message(TestCaseStatus::skipped(), why),
        None => {
            let missed = Deviation::CanaryMissed { subject: canary.subject.clone(), aspect: canary.aspect };
            with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &missed.to_string())
        }
    };
    let mut case = TestCase::new(format!("{} breaks {}", canary.subject, canary.aspect), status);
    case.set_classname("canaries");
    case
}

fn documents_suite(documents: &Documents) -> TestSuite {
    let status = match &documents.wrong {
        Some(WrongDocument { rules, case, why, text }) => {
            let deviation = Deviation::Document { rules: (*rules).to_owned(), case: *case, why: why.clone() };
            let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &deviation.to_string());
            status.set_description(text);
            status
        }
        None if documents.judged < documents.of => {
            let why = format!("ended after {} of {} documents", documents.judged, documents.of);
            with_message(TestCaseStatus::non_success(NonSuccessKind::Error), &why)
        }
        None => TestCaseStatus::success(),
    };
    let mut case = TestCase::new("names are dropped or kept by the rules", status);
    case.set_classname("documents");
    let mut suite = TestSuite::new("documents");
    suite.add_test_case(case);
    suite
}

pub(crate) fn with_message(mut status: TestCaseStatus, message: &str) -> TestCaseStatus {
    status.set_message(message);
    status
}
