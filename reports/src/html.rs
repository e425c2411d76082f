//! A report as one page: a single HTML document that needs nothing beside it, neither network nor JavaScript.
//!
//! ```
//! use ifrace_report::{html, report::Report};
//!
//! let page = html::render(&Report::new());
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! assert!(page.contains("Nothing was judged"));
//! ```
//!
//! The page is bounded, however much a report has: what is too much for a table is counted instead, and the page says so. Any text
//! of a report may come from a hostile program, so all of it goes through `shown`, and the page forbids every script but its own.

mod anchor;
mod charts;
mod command;
mod coverage;
pub(crate) mod diagram;
mod environment;
mod findings;
pub(crate) mod heat;
mod policy;
mod region;
mod runs;
pub(crate) mod shown;
mod skeleton;
mod summary;
mod verdicts;

use crate::report::Report;
use anchor::Anchors;
use maud::html;

/// The page of a report.
pub fn render(report: &Report) -> String {
    let anchors = Anchors::of(report);
    let summary = summary::Summary::of(report);
    let sections = html! {
        (runs::section(report, &summary))
        (verdicts::section(report, &anchors))
        (findings::section(report, &anchors))
        (coverage::section(&report.coverage))
        (charts::section(&report.charts))
        (environment::section(&report.runs))
    };
    skeleton::page(report, &summary, &sections).into_string()
}
