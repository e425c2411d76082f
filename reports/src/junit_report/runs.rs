//! The suite of the runs.

use super::{MESSAGE_MAX, NAME_MAX};
use crate::junit::with_message;
use crate::report::{Note, NoteKind, Report, Run, Status};
use crate::visible::visible;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

/// So many notes of a run are shown.
const NOTES_MAX: usize = 200;

/// A test case for each run, if there are any.
pub(super) fn suite(report: &Report) -> Option<TestSuite> {
    if report.runs.is_empty() {
        return None;
    }
    let verdicts = report.verdicts.iter().any(|verdict| !verdict.expected || verdict.status == Status::Unknown);
    let said = verdicts || report.findings.iter().any(|finding| !finding.expected);
    let mut suite = TestSuite::new("runs");
    suite.add_test_cases(report.runs.iter().map(|run| case(run, said)));
    Some(suite)
}

/// `said` is whether another test case says what is wrong.
fn case(run: &Run, said: bool) -> TestCase {
    let summary = visible(&run.summary, MESSAGE_MAX);
    let status = match run.exit_code {
        _ if run.interrupted => with_message(TestCaseStatus::non_success(NonSuccessKind::Error), &summary),
        0 => TestCaseStatus::success(),
        _ if said => TestCaseStatus::success(),
        code => {
            let message = format!("exit code {code}: {summary}");
            let mut status = with_message(TestCaseStatus::non_success(NonSuccessKind::Failure), &message);
            let deviations = lines(run, |note| note.kind == NoteKind::Deviation);
            if !deviations.is_empty() {
                status.set_description(deviations);
            }
            status
        }
    };
    let mut case = TestCase::new(visible(&run.command, NAME_MAX), status);
    case.set_classname("runs");
    case.set_system_out(format!("{summary}\n{}", lines(run, |_| true)));
    case
}

fn lines(run: &Run, shown: impl Fn(&Note) -> bool) -> String {
    let all: Vec<String> =
        run.notes.iter().filter(|note| shown(note)).take(NOTES_MAX).map(|note| visible(&note.text, MESSAGE_MAX)).collect();
    all.join("\n")
}
