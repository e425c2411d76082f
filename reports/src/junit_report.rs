//! Any report as JUnit: one suite for each subject and era, one test case for each scenario and invariant, and a suite of the runs.
//!
//! | verdict | becomes |
//! |---|---|
//! | as expected | success; what is violated nevertheless is named in its output |
//! | not as expected | failure, with what shows it |
//! | unknown | error |
//! | not run | skipped, with the reason |
//!
//! A finding that no verdict points to, such as one of a search, is a test case as well, and so is each run: it fails if it ended badly
//! and no verdict or finding says why. There are no times in it: the same report gives the same file.
//!
//! ```
//! use ifrace_report::{junit_report, report::Report};
//!
//! let text = junit_report::render(&Report::new())?;
//! assert!(text.contains(r#"<testsuites name="ifrace" tests="0""#), "{text}");
//! # Ok::<(), quick_junit::SerializeError>(())
//! ```

mod case;
mod runs;
mod shown_once;

use crate::report::{Report, Suite};
use crate::visible::visible;
use quick_junit::{SerializeError, TestSuite};
use shown_once::Findings;
use std::collections::BTreeMap;

/// Characters of a name that are shown.
const NAME_MAX: usize = 300;
/// Characters of a message that are shown.
const MESSAGE_MAX: usize = 2000;

/// The whole file.
///
/// # Errors
/// If it cannot be serialized.
pub fn render(report: &Report) -> Result<String, SerializeError> {
    let mut suites = Suites::default();
    let mut findings = Findings::of(report);
    for verdict in &report.verdicts {
        suites.of(verdict.suite, &verdict.name).add_test_case(case::of_verdict(verdict, &mut findings));
    }
    for finding in findings.without_verdict(report) {
        let suite = if finding.scenario.is_some() { Suite::Era } else { Suite::Subject };
        suites.of(suite, &finding.name).add_test_case(case::of_finding(finding, &mut findings));
    }
    let mut document = quick_junit::Report::new("ifrace");
    document.add_test_suites(suites.all);
    document.add_test_suites(runs::suite(report));
    document.to_string()
}

/// Suites in the order in which they are first asked for.
#[derive(Default)]
struct Suites {
    all: Vec<TestSuite>,
    places: BTreeMap<(Suite, String), usize>,
}

impl Suites {
    fn of(&mut self, suite: Suite, name: &str) -> &mut TestSuite {
        let place = *self.places.entry((suite, name.to_owned())).or_insert_with(|| {
            self.all.push(TestSuite::new(visible(name, NAME_MAX)));
            self.all.len() - 1
        });
        &mut self.all[place]
    }
}
