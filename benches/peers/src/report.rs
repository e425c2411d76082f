//! What was measured, as a table and as JSON.

use serde::Serialize;
use std::fmt;

/// The load average above which a measurement is not worth much.
const BUSY: f64 = 0.5;

/// All that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The cores that there are for it.
    pub(crate) cores: usize,
    /// How many others wanted a core at the beginning, on average over a minute, if the system says so.
    pub(crate) load: Option<f64>,
    pub(crate) sections: Vec<Section>,
}

/// What was measured together, and can be compared.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) title: String,
    /// What the rates count.
    pub(crate) unit: &'static str,
    pub(crate) rows: Vec<Row>,
    pub(crate) targets: Vec<Target>,
}

/// The rates of a tool.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) tool: String,
    /// In the order of the runs; empty for a tool that is not installed.
    pub(crate) per_second: Vec<f64>,
    /// What else there is to say.
    pub(crate) note: String,
    /// How many times as fast ifrace is.
    pub(crate) ifrace_is: Option<f64>,
}

/// What ifrace is to reach.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Target {
    pub(crate) text: String,
    pub(crate) at_least: f64,
    pub(crate) measured: f64,
}

impl Section {
    /// A section of tools that have not been measured yet.
    pub(crate) fn new(title: String, unit: &'static str, tools: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let row = |tool| Row { tool, per_second: Vec::new(), note: String::new(), ifrace_is: None };
        Self { title, unit, rows: tools.into_iter().map(|tool| row(tool.into())).collect(), targets: Vec::new() }
    }

    /// How many times as fast one tool is as another: the median of the runs, in each of which both were measured.
    pub(crate) fn ratio(&self, one: usize, other: usize) -> Option<f64> {
        let pairs = self.rows[one].per_second.iter().zip(&self.rows[other].per_second);
        median(pairs.map(|(one, other)| one / other).collect())
    }

    /// Adds a target, if both tools could be measured.
    pub(crate) fn aim(&mut self, text: impl Into<String>, at_least: f64, one: usize, other: usize) {
        if let Some(measured) = self.ratio(one, other) {
            self.targets.push(Target { text: text.into(), at_least, measured });
        }
    }
}

impl Report {
    /// A report of this machine, in which nothing has been measured yet.
    pub(crate) fn begin() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        let load = std::fs::read_to_string("/proc/loadavg").ok();
        Self { cores, load: load.and_then(|text| text.split(' ').next()?.parse().ok()), sections: Vec::new() }
    }

    /// As JSON.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("it is plain data")
    }
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let (below, above) = (numbers.len().saturating_sub(1) / 2, numbers.len() / 2);
    Some(numbers.get(below)?.midpoint(*numbers.get(above)?))
}

/// Three digits that count, and a letter for the thousands.
fn short(number: f64) -> String {
    match number {
        number if number >= 1e7 => format!("{:.1} M", number / 1e6),
        number if number >= 1e6 => format!("{:.2} M", number / 1e6),
        number if number >= 1e3 => format!("{:.0} k", number / 1e3),
        number => format!("{number:.0}"),
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(middle) = median(self.per_second.clone()) else {
            return write!(f, "| {} | not installed | | | |", self.tool);
        };
        let (least, most) =
            self.per_second.iter().fold((f64::MAX, 0.0_f64), |(least, most), one| (least.min(*one), most.max(*one)));
        let ratio = self.ifrace_is.map_or(String::new(), |ratio| format!("{ratio:.2} ×"));
        write!(f, "| {} | {} | {}–{} | {ratio} | {} |", self.tool, short(middle), short(least), short(most), self.note)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}\n", self.title)?;
        writeln!(f, "| tool | {}/s | least–most | ifrace is | |\n|---|---|---|---|---|", self.unit)?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        for (place, Target { text, at_least, measured }) in self.targets.iter().enumerate() {
            let verdict = if measured >= at_least { "reached" } else { "MISSED" };
            let line = if place == 0 { "\n" } else { "" };
            writeln!(f, "{line}- {text}: {measured:.2} × (at least {at_least} ×): {verdict}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let load = self.load.map_or(String::new(), |load| format!(", load average at the beginning {load}"));
        writeln!(f, "{} cores{load}", self.cores)?;
        if self.load.is_some_and(|load| load > BUSY) {
            writeln!(f, "The machine is busy: rates with two threads mean nothing, and the others are too low.")?;
        }
        self.sections.iter().try_for_each(|section| write!(f, "{section}"))
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
