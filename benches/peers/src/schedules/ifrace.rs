//! The schedulers of ifrace.

use super::{Played, Way};
use crate::Case;
use ifrace_sim::hunt::{Member, Players, Report, Settings, hunt, watch_block};
use ifrace_sim::peer_model::PeerModel;

fn settings(way: Way, seed: u64, count: u64) -> Settings {
    let member = match way {
        Way::Random => Member::Random,
        Way::Pct3 => Member::Pct3,
    };
    Settings { players: Players::One(member), ..Settings::new(seed, count) }
}

fn played(report: &Report) -> Played {
    let total = report.total();
    Played { schedules: total.schedules, wrongful: total.violations }
}

fn model(case: &Case) -> PeerModel<u64> {
    PeerModel::new(case.params()).expect("the states of every case fit into 64 bits")
}

/// Plays schedules.
pub fn play(case: &Case, way: Way, seed: u64, count: u64) -> Played {
    played(&hunt(&mut model(case), &settings(way, seed, count), &|| false, &mut |_| ()))
}

/// Plays schedules and writes down every choice of each.
pub fn record(case: &Case, way: Way, seed: u64, count: u64) -> Played {
    let (mut model, settings, mut choices) = (model(case), settings(way, seed, count), Vec::new());
    let mut report = Report::new(&settings);
    for block in settings.blocks() {
        report.merge(&watch_block(&mut model, &settings, block, &mut choices));
        std::hint::black_box(&choices);
    }
    played(&report)
}
