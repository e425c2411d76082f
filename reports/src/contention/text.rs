//! The report for a terminal.

use super::ratio::{Aim, Ratio};
use super::table::TABLES;
use super::time::{factor, time};
use super::{Contention, Measured};
use crate::columns::aligned;
use crate::run::grouped;

/// The tables, what fails, and the ratios with their aims.
pub fn render(contention: &Contention) -> String {
    let mut blocks: Vec<Vec<String>> = Vec::new();
    for table in TABLES {
        let rows = lines(&table.rows(contention));
        if !rows.is_empty() {
            blocks.push([table.title.to_owned()].into_iter().chain(rows).collect());
        }
    }
    let failing: Vec<String> = contention.cells.iter().filter(|cell| cell.fails).map(failure).collect();
    if !failing.is_empty() {
        blocks.push(["Calls that give no name".to_owned()].into_iter().chain(failing).collect());
    }
    blocks.push(["Ratios".to_owned()].into_iter().chain(ratios(contention)).collect());
    let blocks: Vec<String> = blocks.iter().map(|block| block.join("\n") + "\n").collect();
    blocks.join("\n")
}

fn failure(cell: &Measured) -> String {
    let (key, after) = (&cell.key, time(cell.nanoseconds));
    let devices = grouped(key.devices);
    format!("  {} fails after {after}: {} names taken ahead, {devices} devices", key.allocator, grouped(key.taken))
}

fn ratios(contention: &Contention) -> Vec<String> {
    let row = |ratio: Ratio| {
        let value = ratio.value(contention).map_or_else(|| "-".to_owned(), |value| format!("{} ×", factor(value)));
        let aim = match ratio.aim() {
            Aim::AtLeast(aim) => format!("≥ {}", plain(aim)),
            Aim::AtMost(aim) => format!("≤ {}", plain(aim)),
        };
        vec![ratio.title(), value, aim, ratio.judge(contention).in_words().to_owned()]
    };
    lines(&Ratio::ALL.map(row))
}

/// An aim with the digits that it was given.
fn plain(aim: f64) -> String {
    if aim.fract() == 0.0 { grouped(aim as u64) } else { aim.to_string() }
}

/// The first column is left-aligned.
fn lines(rows: &[Vec<String>]) -> Vec<String> {
    aligned(rows, "  ", |column| column == 0)
}
