//! The runs, and how many verdicts of each kind they gave.

use super::shown;
use super::summary::Summary;
use super::{command, region};
use crate::report::{Report, Run, Status, Suite, Verdict};
use crate::run::{grouped, seconds};
use maud::{Markup, html};

/// Runs that are listed.
const RUNS: usize = 100;

pub(super) fn section(report: &Report, summary: &Summary) -> Markup {
    html! {
        section #runs aria-labelledby="runs-title" {
            h2 #runs-title { "Runs" }
            @if report.runs.is_empty() { p { (summary.text) } }
            @for run in report.runs.iter().take(RUNS) { (one(run)) }
            (region::left_out(report.runs.len().saturating_sub(RUNS), "runs are"))
            @if !report.verdicts.is_empty() { (tally(&report.verdicts)) }
        }
    }
}

fn one(run: &Run) -> Markup {
    html! {
        div.run {
            p {
                strong { (run.kind.word()) } ": " (shown::sentence(&run.summary))
                @if run.interrupted { " " span.tag.open { "interrupted" } }
                " " span.aside {
                    "exit code " (run.exit_code)
                    @if let Some(milliseconds) = run.milliseconds { ", " (seconds(milliseconds)) }
                    ", ifrace " (shown::name(&run.tool_version))
                }
            }
            (command::block(&run.command))
        }
    }
}

/// How many verdicts there are of each kind; it explains the marks at the same time.
fn tally(verdicts: &[Verdict]) -> Markup {
    let table = html! {
        table #tally {
            caption { "Verdicts by what they come to, with the marks that the tables below use" }
            thead {
                tr {
                    th scope="col" { "What was judged" }
                    th.number scope="col" { "Verdicts" }
                    @for status in Status::ALL {
                        th.number scope="col" { span class={ "key " (super::heat::class(status)) } { (status.mark()) } " " (status.in_words()) }
                    }
                    th.number scope="col" { span.key.new { "!" } " not as expected" }
                }
            }
            tbody {
                @for (suite, title) in [(Suite::Subject, "Subjects"), (Suite::Era, "Eras")] {
                    @let of: Vec<&Verdict> = verdicts.iter().filter(|verdict| verdict.suite == suite).collect();
                    @if !of.is_empty() { (row(title, &of)) }
                }
            }
        }
    };
    region::wide("How many verdicts there are of each kind", &table)
}

fn row(title: &str, verdicts: &[&Verdict]) -> Markup {
    let count = |is: &dyn Fn(&Verdict) -> bool| grouped(verdicts.iter().filter(|verdict| is(verdict)).count() as u64);
    html! {
        tr {
            th scope="row" { (title) }
            td.number { (grouped(verdicts.len() as u64)) }
            @for status in Status::ALL { td.number { (count(&|verdict| verdict.status == status)) } }
            td.number { (count(&|verdict| !verdict.expected)) }
        }
    }
}
