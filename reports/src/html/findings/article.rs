//! One finding with all there is.

use super::super::{command, diagram, shown};
use crate::report::{Finding, Fix};
use maud::{Markup, html};

/// Commands and fixes that are shown.
const LINES: usize = 20;

pub(super) fn article(finding: &Finding, anchor: &str) -> Markup {
    html! {
        article.finding id=(anchor) tabindex="-1" aria-labelledby={ (anchor) "-title" } data-expected=(finding.expected) {
            h3 id={ (anchor) "-title" } { (shown::sentence(&finding.cause)) }
            p.of {
                @if finding.expected { span.tag { "expected" } } @else { span.tag.new { "not expected" } }
                " " span.invariant { (shown::name(&finding.invariant)) }
                " of " strong { (shown::name(&finding.name)) }
                @if let Some(scenario) = &finding.scenario { " in " strong { (shown::name(scenario)) } }
                " " a.permanent href={ "#" (anchor) } { (shown::name(&finding.id)) }
            }
            @if let Some(run) = &finding.diagram { (diagram::figure(run, anchor, &finding.cause)) }
            @if !finding.commands.is_empty() {
                p.lead { "To see it again:" }
                @for line in finding.commands.iter().take(LINES) { (command::block(line)) }
            }
            (fixes(&finding.fixes))
            @if let Some(trace) = &finding.trace { p { "Trace of the smallest run: " (command::file(trace)) } }
        }
    }
}

fn fixes(fixes: &[Fix]) -> Markup {
    html! {
        @if !fixes.is_empty() {
            p.lead { "What later releases do:" }
            dl.fixes { @for fix in fixes.iter().take(LINES) { div { dt { (shown::name(&fix.era)) } dd { (shown::sentence(&fix.text)) } } } }
        }
    }
}
