//! A summary for the page of a job of GitHub or GitLab, in Markdown: the verdict, what is not expected, the matrix, the findings.
//!
//! GitHub takes 1 MiB for a step. A summary stays well below: what there is no room for is counted, and what is not expected comes
//! first. Any text of a report may come from a hostile program, so all of it goes through `inline`: it is shown as code, where
//! neither Markdown nor mentions nor links are looked for.
//!
//! ```
//! use ifrace_report::{markdown, report::Report};
//!
//! assert_eq!(markdown::render(&Report::new()), "# ifrace: nothing was judged\n");
//! ```

mod coverage;
mod document;
mod findings;
mod headline;
mod inline;
mod matrix;
mod runs;
mod unexpected;

use crate::report::Report;
use document::Document;

/// The summary.
pub fn render(report: &Report) -> String {
    let mut document = Document::new(&headline::of(report));
    runs::write(report, &mut document);
    unexpected::write(report, &mut document);
    matrix::write(report, &mut document);
    findings::write(report, &mut document);
    coverage::write(report, &mut document);
    runs::write_environment(report, &mut document);
    document.finish()
}
