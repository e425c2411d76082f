//! The frame of the page.

use super::summary::{Outcome, Summary};
use super::{policy, shown};
use crate::report::Report;
use crate::run::grouped;
use maud::{DOCTYPE, Markup, html};

/// The whole document around its sections.
pub(super) fn page(report: &Report, summary: &Summary, sections: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                (policy::head())
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (summary.title) ": " (summary.text) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header {
                    h1 { (summary.title) }
                    p #verdict class={ "verdict " (class(summary.outcome)) } {
                        span.mark aria-hidden="true" { (mark(summary.outcome)) } " " (summary.text)
                    }
                    (contents(report))
                }
                main #main tabindex="-1" { (sections) }
                footer { (made_by(report)) }
            }
        }
    }
}

const fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Good => "good",
        Outcome::Open => "open",
        Outcome::Bad => "bad",
    }
}

const fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Good => "✓",
        Outcome::Open => "?",
        Outcome::Bad => "!",
    }
}

fn contents(report: &Report) -> Markup {
    let notes = report.runs.iter().map(|run| run.notes.len()).sum();
    let entries = [
        ("runs", "Runs", report.runs.len()),
        ("verdicts", "Verdicts", report.verdicts.len()),
        ("findings", "Findings", report.findings.len()),
        ("coverage", "Coverage", report.coverage.len()),
        ("speed", "Speed", report.charts.len()),
        ("environment", "Environment and notes", notes),
    ];
    html! {
        nav aria-label="Contents" {
            ul {
                @for (id, title, count) in entries.into_iter().filter(|(id, _, count)| *count > 0 || *id == "environment") {
                    li { a href={ "#" (id) } { (title) @if count > 0 { " " span.count { (grouped(count as u64)) } } } }
                }
            }
        }
    }
}

fn made_by(report: &Report) -> Markup {
    let mut versions: Vec<&str> = report.runs.iter().map(|run| run.tool_version.as_str()).collect();
    versions.sort_unstable();
    versions.dedup();
    html! {
        p {
            "Made by ifrace"
            @for (number, version) in versions.iter().take(5).enumerate() { @if number > 0 { "," } " " (shown::name(version)) }
            " from " code { "report.json" } " (schema " (report.schema) "). This page loads nothing from elsewhere."
        }
    }
}
