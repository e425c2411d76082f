//! Measured speed of several runs.

use crate::report::{Chart, Point, Series};
use std::collections::BTreeMap;

/// Lines by what they are of, each with its fastest time for each number.
type Lines = BTreeMap<String, BTreeMap<u64, u64>>;

pub(super) fn merge(one: Vec<Chart>, other: Vec<Chart>) -> Vec<Chart> {
    let mut all: BTreeMap<(String, String, String), Lines> = BTreeMap::new();
    for chart in one.into_iter().chain(other) {
        let lines = all.entry((chart.title, chart.across, chart.up)).or_default();
        for series in chart.series {
            let points = lines.entry(series.title).or_default();
            for Point { at, picoseconds } in series.points {
                points.entry(at).and_modify(|known| *known = picoseconds.min(*known)).or_insert(picoseconds);
            }
        }
    }
    let series = |(title, points): (String, BTreeMap<u64, u64>)| {
        let points = points.into_iter().map(|(at, picoseconds)| Point { at, picoseconds }).collect();
        Series { title, points }
    };
    let chart = |((title, across, up), lines): ((String, String, String), Lines)| Chart {
        title,
        across,
        up,
        series: lines.into_iter().map(series).collect(),
    };
    all.into_iter().map(chart).collect()
}
