//! The verdicts on scenarios under releases.

use super::NAMESPACE;
use crate::html::heat::{Grid, class};
use crate::html::shown;
use crate::report::{Report, Status, Suite};
use ifrace_sim::release::Release;
use maud::{Markup, PreEscaped, html};

/// The width of a character, with some room, and the height of a row.
const CHARACTER: usize = 8;
const ROW: usize = 24;
/// Around a text in a cell.
const GAP: usize = 14;
/// Characters of a title that are drawn.
const TITLE: usize = 40;
/// Rows and columns that are drawn.
const MOST: usize = 60;

pub(super) fn picture(report: &Report, style: &str) -> Option<Markup> {
    let is_release = |name: &str| Release::rank(name) != usize::MAX;
    let own = report.verdicts.iter().filter(|one| one.suite == Suite::Era && is_release(&one.name));
    let grid = Grid::of(own, |one| (one.scenario.as_deref().unwrap_or_default(), one.name.as_str()));
    let mut columns = grid.columns.clone();
    columns.sort_by_key(|era| Release::rank(era));
    columns.truncate(MOST);
    let rows = &grid.rows[..grid.rows.len().min(MOST)];
    let left = rows.iter().map(|row| wide(row)).max()?;
    let width = left + columns.iter().map(|era| wide(era)).sum::<usize>();
    let height = ROW * (rows.len() + 2) + 8;
    Some(html! {
        svg.verdicts xmlns=(NAMESPACE) role="img" aria-labelledby="t" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
            title id="t" { "The worst verdict of each scenario under each release" }
            style { (PreEscaped(style)) }
            @for (at, era) in places(&columns, left) { text.head.middle x=(at + wide(era) / 2) y="16" { (shown::label(era, TITLE)) } }
            @for (number, row) in rows.iter().enumerate() {
                @let top = ROW * (number + 1);
                text x="4" y=(top + 16) { (shown::label(row, TITLE)) }
                @for (at, era) in places(&columns, left) { (cell(&grid, row, era, at, top)) }
            }
            text x="4" y=(height - 12) { (legend()) }
        }
    })
}

/// Each column with where it begins.
fn places<'e>(columns: &'e [&'e str], left: usize) -> impl Iterator<Item = (usize, &'e str)> {
    columns.iter().scan(left, |at, era| {
        let own = *at;
        *at += wide(era);
        Some((own, *era))
    })
}

fn wide(title: &str) -> usize {
    title.chars().count().clamp(3, TITLE) * CHARACTER + GAP
}

fn cell(grid: &Grid<'_>, row: &str, era: &str, at: usize, top: usize) -> Markup {
    html! {
        @if let Some(cell) = grid.cell(row, era) {
            @let class = if cell.unexpected { "new" } else { class(cell.worst) };
            g {
                title { (shown::name(row)) " under " (shown::name(era)) ": " (cell.worst.in_words()) @if cell.unexpected { ", not as expected" } }
                rect class=(class) x=(at) y=(top) width=(wide(era)) height=(ROW) {}
                text class={ "middle " (class) } x=(at + wide(era) / 2) y=(top + 16) { (cell.worst.mark()) @if cell.unexpected { "!" } }
            }
        }
    }
}

fn legend() -> String {
    [Status::Holds, Status::HoldsSoFar, Status::Violated]
        .map(|status| format!("{} {}", status.mark(), status.in_words()))
        .join(", ")
}
