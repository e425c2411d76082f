//! A run as a space-time diagram: a picture, and the same as a list for those who do not see it.

mod draw;
mod kept;
mod lanes;
mod life;
mod list;
mod marks;

use super::{region, shown};
use crate::report::Diagram;
use crate::run::grouped;
use maud::{Markup, html};

pub(super) use kept::MOST as STEPS;
pub(super) use marks::legend;

/// Lanes that fit a picture.
const LANES: usize = 24;

/// The picture and the list.
pub(super) fn figure(diagram: &Diagram, anchor: &str, cause: &str) -> Markup {
    let rows = kept::rows(diagram);
    let missing = diagram.omitted + kept::left_out(&rows);
    html! {
        @if (1..=LANES).contains(&diagram.lanes.len()) {
            (region::wide("Diagram of the smallest run", &draw::picture(diagram, &rows, anchor, cause, None)))
        }
        @if missing > 0 { p.left-out { "Too long to draw: " (grouped(missing)) " steps are left out where the dotted lines are." } }
        details { summary { "The same as a list" } (list::list(diagram, &rows)) }
    }
}

/// The picture as a file of its own, if there are not too many lanes.
pub(crate) fn file(diagram: &Diagram, cause: &str, style: &str) -> Option<Markup> {
    let fits = (1..=LANES).contains(&diagram.lanes.len());
    fits.then(|| draw::picture(diagram, &kept::rows(diagram), "diagram", cause, Some(style)))
}

/// The title of a lane; a report may name one that it does not have.
fn lane(diagram: &Diagram, number: usize) -> shown::Shown<'_> {
    shown::name(diagram.lanes.get(number).map_or("somebody", |lane| lane.title.as_str())).cut_at(40)
}
