//! A table of verdicts as a heat map.

mod grid;

pub(super) use grid::Cell;
pub(crate) use grid::Grid;

use crate::report::Status;
use maud::{Markup, html};

/// The class of a cell.
pub(crate) const fn class(status: Status) -> &'static str {
    match status {
        Status::Holds => "holds",
        Status::HoldsSoFar => "so-far",
        Status::NotRun => "not-run",
        Status::Unknown => "unknown",
        Status::Violated => "violated",
    }
}

/// A cell: a colour, a mark, and the same in words. It leads to all that is given here, each with what it is.
pub(super) fn cell(cell: &Cell<'_>, links: &[String], why: Option<&str>) -> Markup {
    let mark = |number: usize| {
        html! {
            @if number == 0 {
                span aria-hidden="true" { (cell.worst.mark()) @if cell.unexpected { "!" } }
                span.words { (words(cell)) @if links.len() > 1 { ", 1 of " (links.len()) } }
            } @else {
                span aria-hidden="true" { (number + 1) }
                span.words { (number + 1) " of " (links.len()) }
            }
        }
    };
    html! {
        td class={ "heat " (class(cell.worst)) @if cell.unexpected { " new" } } title=[why.map(|why| super::shown::sentence(why).cut_at(160).plain())] {
            @if links.is_empty() { (mark(0)) }
            @for (number, link) in links.iter().enumerate() { a href={ "#" (link) } { (mark(number)) } }
        }
    }
}

/// A cell of what was not judged.
pub(super) fn nothing() -> Markup {
    html! { td.heat.none { span.words { "not judged" } } }
}

fn words(cell: &Cell<'_>) -> String {
    let expected = if cell.unexpected { ", not as expected" } else { "" };
    format!("{}{expected}", cell.worst.in_words())
}
