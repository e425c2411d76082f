//! Measured speed.

mod plot;
mod scale;
mod table;
mod time;

use super::{region, shown};
use crate::report::{Chart, Point, Series};
use maud::{Markup, html};

/// Charts, lines of a chart, and points of a line that are drawn.
const CHARTS: usize = 20;
const SERIES: usize = 8;
const POINTS: usize = 200;

pub(super) fn section(charts: &[Chart]) -> Markup {
    if charts.is_empty() {
        return html! {};
    }
    html! {
        section #speed aria-labelledby="speed-title" {
            h2 #speed-title { "Speed" }
            @for (number, chart) in charts.iter().take(CHARTS).enumerate() { (one(number, chart)) }
            (region::left_out(charts.len().saturating_sub(CHARTS), "charts are"))
        }
    }
}

fn one(number: usize, chart: &Chart) -> Markup {
    let points = chart.series.iter().take(SERIES).map(|series| series.points.len().saturating_sub(POINTS)).sum();
    html! {
        h3 { (shown::sentence(&chart.title)) }
        @if let Some(plot) = plot::plot(chart, &format!("chart-{number}")) { (region::wide(shown::name(&chart.title), &plot)) }
        (region::wide("Measured values", &table::table(chart)))
        (region::left_out(chart.series.len().saturating_sub(SERIES), "lines are"))
        (region::left_out(points, "points are"))
    }
}

/// The lines that are drawn.
fn lines(chart: &Chart) -> impl Iterator<Item = (&Series, &[Point])> {
    chart.series.iter().take(SERIES).map(|series| (series, &series.points[..series.points.len().min(POINTS)]))
}
