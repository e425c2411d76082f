//! The picture of a chart.

use super::scale::Scale;
use super::{lines, shown, time};
use crate::report::{Chart, Point};
use crate::run::grouped;
use maud::{Markup, html};

/// The field of the lines.
const LEFT: f64 = 70.0;
const TOP: f64 = 30.0;
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 300.0;

/// The two axes.
struct Axes {
    across: Scale,
    up: Scale,
}

/// The picture, if anything was measured.
pub(super) fn plot(chart: &Chart, id: &str) -> Option<Markup> {
    let points = || lines(chart).flat_map(|(_, points)| points);
    let across = Scale::around(&points().map(|point| point.at).collect::<Vec<_>>())?;
    let up = Scale::around(&points().map(|point| point.picoseconds).collect::<Vec<_>>())?;
    let axes = Axes { across, up };
    Some(html! {
        svg.plot role="img" aria-labelledby={ (id) "-t " (id) "-d" } width="700" height="390" viewBox="0 0 700 390" {
            title id={ (id) "-t" } { (shown::sentence(&chart.title)) }
            desc id={ (id) "-d" } { (shown::name(&chart.up)) " against " (shown::name(&chart.across)) ", both logarithmic; a table of the values follows." }
            (axes.grid())
            text x="4" y="16" { (shown::name(&chart.up)) }
            text.middle x=(LEFT + WIDTH / 2.0) y="380" { (shown::name(&chart.across)) }
            @for (number, (series, points)) in lines(chart).enumerate() { (axes.line(number, &series.title, points)) }
        }
    })
}

/// The colour, dashes and mark of a line, as in the picture.
pub(super) fn key(number: usize) -> Markup {
    html! {
        svg.key-line width="36" height="14" viewBox="0 0 36 14" aria-hidden="true" {
            path class=(class("line", number)) d="M0,7H36" {}
            (mark(number, 18.0, 7.0))
        }
    }
}

fn class(of: &str, number: usize) -> String {
    format!("{of} s{number}")
}

/// Lines that follow each other differ in their marks too.
fn mark(number: usize, x: f64, y: f64) -> Markup {
    let path = match number % 4 {
        0 => format!("M{:.1},{:.1}h7v7h-7z", x - 3.5, y - 3.5),
        1 => format!("M{:.1},{:.1}l4,7h-8z", x, y - 4.0),
        2 => format!("M{:.1},{:.1}l4.5,4.5 -4.5,4.5 -4.5,-4.5z", x, y - 4.5),
        _ => format!("M{:.1},{:.1}a4,4 0 1 1 8,0a4,4 0 1 1 -8,0", x - 4.0, y),
    };
    html! { path class=(class("point", number)) d=(path) {} }
}

impl Axes {
    fn x(&self, at: u64) -> f64 {
        LEFT + self.across.place(at) * WIDTH
    }

    fn y(&self, picoseconds: u64) -> f64 {
        TOP + (1.0 - self.up.place(picoseconds)) * HEIGHT
    }

    fn grid(&self) -> Markup {
        let bottom = TOP + HEIGHT;
        html! {
            @for tick in self.across.ticks() {
                path.grid d={ "M" (format!("{:.1}", self.x(tick))) "," (TOP) "V" (bottom) } {}
                text.middle x=(format!("{:.1}", self.x(tick))) y=(bottom + 18.0) { (grouped(tick)) }
            }
            @for tick in self.up.ticks() {
                path.grid d={ "M" (LEFT) "," (format!("{:.1}", self.y(tick))) "H" (LEFT + WIDTH) } {}
                text.end x=(LEFT - 8.0) y=(format!("{:.1}", self.y(tick) + 4.0)) { (time::time(tick)) }
            }
        }
    }

    fn line(&self, number: usize, title: &str, points: &[Point]) -> Markup {
        let path: Vec<String> =
            points.iter().map(|point| format!("{:.1},{:.1}", self.x(point.at), self.y(point.picoseconds))).collect();
        html! {
            @if !path.is_empty() { path class=(class("line", number)) d={ "M" (path.join("L")) } {} }
            @for point in points {
                g {
                    title { (shown::name(title)) ": " (time::time(point.picoseconds)) " at " (grouped(point.at)) }
                    (mark(number, self.x(point.at), self.y(point.picoseconds)))
                }
            }
        }
    }
}
