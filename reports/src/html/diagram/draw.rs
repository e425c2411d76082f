//! The picture of a run.

use super::super::shown;
use super::kept::Row;
use super::lanes::{GAP, Lanes, TEXT, TITLE, wide};
use super::{life, marks};
use crate::report::{Breach, Diagram, LaneKind, Step};
use maud::{Markup, PreEscaped, html};

/// The height of a row.
const ROW: usize = 22;
/// Above the first row: the titles of lanes.
const TOP: usize = 34;
/// Breaches of one step that have a row of their own, and characters of them that are drawn.
const BREACHES: usize = 3;
const CAUSE: usize = 110;

/// A picture under construction.
struct Picture<'d> {
    diagram: &'d Diagram,
    lanes: Lanes,
    width: usize,
}

/// The picture; one that is a file of its own has a style of its own.
pub(super) fn picture(diagram: &Diagram, rows: &[Row<'_>], anchor: &str, cause: &str, style: Option<&str>) -> Markup {
    let lanes = Lanes::of(diagram);
    let width = width(diagram, rows, &lanes);
    let picture = Picture { diagram, lanes, width };
    let (heights, bottom) = heights(rows);
    html! {
        svg.diagram xmlns=[style.map(|_| crate::svg::NAMESPACE)] role="img" aria-labelledby={ (anchor) "-t " (anchor) "-d" } width=(width) height=(bottom + 10) viewBox={ "0 0 " (width) " " (bottom + 10) } {
            title id={ (anchor) "-t" } { "Space-time diagram" }
            desc id={ (anchor) "-d" } { (shown::sentence(cause)) " Time goes down" @if style.is_none() { "; the same follows as a list" } "." }
            @if let Some(style) = style { style { (PreEscaped(style)) } }
            @for (row, height) in rows.iter().zip(&heights) { (picture.band(row, *height)) }
            (picture.columns(bottom))
            @for span in life::spans(diagram, rows, &heights, bottom) { (picture.life(&span)) }
            @for (row, height) in rows.iter().zip(&heights) {
                @match row {
                    Row::Step(_, step) => (picture.step(step, *height)),
                    Row::Gap(..) => line.gap x1="0" x2=(width) y1=(height) y2=(height) {},
                }
            }
        }
    }
}

/// How wide all is: the texts that reach farthest to the right decide.
fn width(diagram: &Diagram, rows: &[Row<'_>], lanes: &Lanes) -> usize {
    let titles = diagram.lanes.iter().enumerate().map(|(number, lane)| lanes.middle(number) + wide(&lane.title, TITLE) / 2);
    let texts = rows.iter().map(|row| match row {
        Row::Step(_, step) => {
            let breaches = step.breaches.iter().take(BREACHES).map(|breach| lanes.margin + GAP + wide(&words(breach), CAUSE));
            breaches.max().unwrap_or_default().max(lanes.middle(step.lane) + GAP + wide(&step.text, TEXT))
        }
        Row::Gap(..) => 0,
    });
    titles.chain(texts).max().unwrap_or_default() + 12
}

/// The middles of the rows, and where the last one ends.
fn heights(rows: &[Row<'_>]) -> (Vec<usize>, usize) {
    let mut bottom = TOP;
    let mut height = |row: &Row<'_>| {
        let middle = bottom + ROW / 2;
        bottom += if let Row::Step(_, step) = row { tall(step) } else { ROW };
        middle
    };
    let heights = rows.iter().map(&mut height).collect();
    (heights, bottom)
}

/// The height of a step with what it violates.
fn tall(step: &Step) -> usize {
    ROW * (1 + step.breaches.len().min(BREACHES))
}

fn words(breach: &Breach) -> String {
    format!("{}: {}", breach.invariant, breach.cause)
}

impl Picture<'_> {
    /// The titles of the lanes, and their lines.
    fn columns(&self, bottom: usize) -> Markup {
        html! {
            @for (number, lane) in self.diagram.lanes.iter().enumerate() {
                @let x = self.lanes.middle(number);
                text class={ "lane " (marks::class(lane.kind)) } x=(x) y="16" { (shown::label(&lane.title, TITLE)) }
                line.column x1=(x) x2=(x) y1=(TOP - 10) y2=(bottom) {}
            }
        }
    }

    /// What is behind a row that violates something, and behind the lines.
    fn band(&self, row: &Row<'_>, height: usize) -> Markup {
        html! {
            @match row {
                Row::Step(_, step) if !step.breaches.is_empty() => rect.band x="0" y=(height - ROW / 2) width=(self.width) height=(tall(step)) {},
                _ => {}
            }
        }
    }

    fn kind(&self, lane: usize) -> LaneKind {
        self.diagram.lanes.get(lane).map_or(LaneKind::Other, |lane| lane.kind)
    }

    fn life(&self, span: &life::Span) -> Markup {
        let x = self.lanes.middle(span.lane);
        html! {
            line class={ "life " (marks::class(self.kind(span.lane))) } x1=(x) x2=(x) y1=(span.from) y2=(span.to) {}
            @if span.ends { line.end x1=(x - 8) x2=(x + 8) y1=(span.to + 8) y2=(span.to + 8) {} }
        }
    }

    /// A step: its number, mark and text, and below it what it violates. Hovering anywhere in its row shows more.
    fn step(&self, step: &Step, height: usize) -> Markup {
        let x = self.lanes.middle(step.lane);
        let violates = !step.breaches.is_empty();
        html! {
            g.step.violates[violates] {
                title { (shown::sentence(&step.detail)) }
                rect x="0" y=(height - ROW / 2) width=(self.width) height=(tall(step)) {}
                @if let Some(number) = step.number { text.no x=(self.lanes.margin) y=(height + 4) { (number) } }
                @if violates { (marks::breach(x, height)) } @else { (marks::mark(self.kind(step.lane), x, height)) }
                text.quiet[step.number.is_none()] x=(x + GAP) y=(height + 4) { (shown::label(&step.text, TEXT)) }
                @for (number, breach) in step.breaches.iter().take(BREACHES).enumerate() {
                    text.breach x=(self.lanes.margin + GAP) y=(height + 4 + ROW * (number + 1)) { (shown::label(&words(breach), CAUSE)) }
                }
            }
        }
    }
}
