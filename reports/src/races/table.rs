//! The tables of races: scenarios and eras.

use super::{Race, RaceVerdict, eras};
use crate::text::matrix::line;
use crate::text::wrap::wrap;
use crate::text::{Ink, Style, WIDTH};

/// A table of all releases, one of all other eras with the rules in the rows and the ways of naming in the columns, and the
/// legend.
pub(super) fn section(races: &[Race], style: Style) -> Vec<String> {
    let (mixed, plain): (Vec<&Race>, Vec<&Race>) = races.iter().partition(|race| race.era.contains('@'));
    let releases = eras::of(plain.iter().copied());
    let plain = plain.into_iter().map(|race| (race.scenario.clone(), race.era.as_str(), race)).collect();
    let mut lines = table("scenario", &releases, plain, style);
    let mut policies: Vec<&str> = Vec::new();
    let split = |race: &'_ Race| race.era.split_once('@').map(|(rules, _)| format!("{} under {rules}@", race.scenario));
    let mixed: Vec<_> = mixed.into_iter().filter_map(|race| Some((split(race)?, race.era.split_once('@')?.1, race))).collect();
    for (_, policy, _) in &mixed {
        if !policies.contains(policy) {
            policies.push(policy);
        }
    }
    lines.extend(table("scenario under rules@naming", &policies, mixed, style));
    if !lines.is_empty() {
        lines.extend(wrap(&legend(), 2).iter().map(|text| style.paint(Ink::Dim, text)));
    }
    lines
}

fn legend() -> String {
    RaceVerdict::ALL.map(|verdict| format!("{} {}", verdict.mark(), verdict.in_words())).join(", ")
}

/// A table of races, each with its row and its column. What no row has stays blank.
fn table(head: &str, columns: &[&str], races: Vec<(String, &str, &Race)>, style: Style) -> Vec<String> {
    let mut rows: Vec<(String, Vec<(String, Ink)>)> = Vec::new();
    for (row, column, race) in races {
        let place = columns.iter().position(|one| *one == column).unwrap_or_default();
        let known = rows.iter().position(|(label, _)| *label == row).unwrap_or(rows.len());
        if known == rows.len() {
            rows.push((row, vec![(String::new(), Ink::Plain); columns.len()]));
        }
        rows[known].1[place] = (race.verdict().mark().to_owned(), ink(race.verdict()));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let first = rows.iter().map(|(label, _)| label.chars().count()).chain([head.len()]).max().unwrap_or_default();
    let widths: Vec<usize> = [first].into_iter().chain(columns.iter().map(|column| column.chars().count())).collect();
    let gap = " ".repeat(if widths.iter().sum::<usize>() + 2 * columns.len() <= WIDTH { 2 } else { 1 });
    let heads: Vec<(String, Ink)> = columns.iter().map(|column| ((*column).to_owned(), Ink::Dim)).collect();
    let mut lines = vec![line((head, Ink::Dim), &heads, &widths, &gap, style)];
    lines.extend(rows.iter().map(|(label, cells)| line((label, Ink::Plain), cells, &widths, &gap, style).trim_end().to_owned()));
    lines
}

const fn ink(verdict: RaceVerdict) -> Ink {
    match verdict {
        RaceVerdict::Holds | RaceVerdict::HoldsSoFar => Ink::Green,
        RaceVerdict::Seen | RaceVerdict::Breaks | RaceVerdict::Unknown => Ink::Yellow,
        RaceVerdict::Deviates => Ink::Red,
    }
}
