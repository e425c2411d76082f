//! The values of a chart.

use super::{lines, plot, shown, time};
use crate::report::{Chart, Point};
use crate::run::grouped;
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};

/// The values of one line.
struct Values<'c> {
    title: &'c str,
    at: HashMap<u64, u64>,
}

/// A row for each number of what is counted across, and a column for each line. Beside each value stands how many times as long
/// libvirt takes, if the chart has it.
pub(super) fn table(chart: &Chart) -> Markup {
    let values = |points: &[Point]| points.iter().map(|point| (point.at, point.picoseconds)).collect();
    let columns: Vec<Values<'_>> =
        lines(chart).map(|(series, points)| Values { title: &series.title, at: values(points) }).collect();
    let rows: BTreeSet<u64> = columns.iter().flat_map(|column| column.at.keys().copied()).collect();
    let libvirt = columns.iter().find(|column| column.title.contains("libvirt"));
    html! {
        table.values {
            caption { (shown::name(&chart.up)) @if libvirt.is_some() { "; behind ×, how many times as long libvirt takes" } }
            thead {
                tr {
                    th.number scope="col" { (shown::name(&chart.across)) }
                    @for (number, column) in columns.iter().enumerate() { th.number scope="col" { (plot::key(number)) " " (shown::name(column.title)) } }
                }
            }
            tbody {
                @for at in rows {
                    tr {
                        th.number scope="row" { (grouped(at)) }
                        @for column in &columns { td.number { (value(column, at, libvirt)) } }
                    }
                }
            }
        }
    }
}

fn value(column: &Values<'_>, at: u64, libvirt: Option<&Values<'_>>) -> Markup {
    let Some(&picoseconds) = column.at.get(&at) else { return html! { span.aside { "not measured" } } };
    let reference = libvirt.filter(|libvirt| libvirt.title != column.title).and_then(|libvirt| libvirt.at.get(&at));
    html! {
        (time::time(picoseconds))
        @if let Some(ratio) = reference.and_then(|&reference| time::ratio(reference, picoseconds)) { " " span.aside { "×" (ratio) } }
    }
}
