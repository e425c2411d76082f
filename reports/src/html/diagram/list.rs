//! A run as a list.

use super::super::shown;
use super::kept::Row;
use super::lane;
use crate::report::{Diagram, Step};
use crate::run::grouped;
use maud::{Markup, html};

/// Breaches of one step that are listed.
const BREACHES: usize = 20;

pub(super) fn list(diagram: &Diagram, rows: &[Row<'_>]) -> Markup {
    html! {
        ul.steps {
            @for row in rows {
                @match row {
                    Row::Step(_, one) => (step(diagram, one)),
                    Row::Gap(0, _) => li { "… steps that the report lacks" },
                    Row::Gap(steps, _) => li { "… " (grouped(*steps)) " more steps" },
                }
            }
        }
    }
}

fn step(diagram: &Diagram, step: &Step) -> Markup {
    html! {
        li {
            @if let Some(number) = step.number { (number) ". " }
            b { (lane(diagram, step.lane)) ":" } " " (shown::name(&step.text))
            @if step.detail != step.text { " " span.aside { (shown::sentence(&step.detail)) } }
            @for breach in step.breaches.iter().take(BREACHES) {
                " " strong.breach { "violates " (shown::name(&breach.invariant)) ": " (shown::sentence(&breach.cause)) }
            }
        }
    }
}
