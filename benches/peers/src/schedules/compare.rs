//! The schedulers beside each other.

use super::{Played, Way, ifrace, shuttle};
use crate::Case;
use crate::measure::{Whose, alone, per_second};
use crate::report::Section;

/// How many schedules ifrace plays in a run, and how many shuttle.
const IFRACE: u64 = 1 << 20;
const SHUTTLE: u64 = 20_000;

type Play = fn(&Case, Way, u64, u64) -> Played;

/// Each with its name, how it chooses, and how many schedules it plays. Those of one way are next to each other, shuttle first.
const TOOLS: [(&str, Play, Way, u64); 6] = [
    ("shuttle 0.9.9 random, one mutex", shuttle::play, Way::Random, SHUTTLE),
    ("ifrace random", ifrace::play, Way::Random, IFRACE),
    ("ifrace random, recording", ifrace::record, Way::Random, IFRACE),
    ("shuttle 0.9.9 PCT 3, one mutex", shuttle::play, Way::Pct3, SHUTTLE),
    ("ifrace PCT 3", ifrace::play, Way::Pct3, IFRACE),
    ("ifrace PCT 3, recording", ifrace::record, Way::Pct3, IFRACE),
];

/// Measures both on a model.
pub(crate) fn measure(case: &Case, runs: u32) -> Section {
    let mut section = Section::new(format!("Random schedules, {case}"), "schedules", TOOLS.map(|(name, ..)| name));
    for run in 0..runs {
        for ((_, play, way, count), row) in TOOLS.into_iter().zip(&mut section.rows) {
            let (played, took) = alone(Whose::Own, || play(case, way, run.into(), count));
            row.per_second.push(per_second(played.schedules, took));
            row.note = format!("{:.1} % wrongful", 100.0 * played.wrongful as f64 / played.schedules as f64);
        }
    }
    for (shuttle, name) in [(0, "random"), (3, "PCT 3")] {
        section.rows[shuttle].ifrace_is = section.ratio(shuttle + 1, shuttle);
        section.aim(format!("ifrace {name} beside shuttle's"), 40.0, shuttle + 1, shuttle);
        section.aim("the same, recording", 10.0, shuttle + 2, shuttle);
    }
    section
}
