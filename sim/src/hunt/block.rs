//! The part of a search that one thread plays at a time.

use super::team::Team;
use super::twos::play_in_twos;
use super::{BLOCK, Member, Players, Report, Settings, Watch};
use crate::system::{Choice, System};

/// Plays those schedules of a block that the settings ask for.
pub fn play_block<S: System>(system: &mut S, settings: &Settings, block: u64) -> Report {
    match settings.players {
        Players::One(Member::Random) => play_in_twos(system, settings, block),
        _ => watch_block(system, settings, block, &mut ()),
    }
}

/// Plays those schedules of a block that the settings ask for, and lets `watch` look on.
pub fn watch_block<S: System, W: Watch>(system: &mut S, settings: &Settings, block: u64, watch: &mut W) -> Report {
    let (mut team, mut report) = (Team::new(), Report::new(settings));
    let schedules = settings.schedules(block);
    for schedule in block * BLOCK..schedules.start {
        team.play(system, settings, settings.players.of(schedule), schedule, &mut ());
    }
    for schedule in schedules {
        let member = settings.players.of(schedule);
        let played = team.play(system, settings, member, schedule, watch);
        report.add(schedule, member, &played, &team.steps);
    }
    report
}

/// The choices of a schedule: those that [`play_block`] makes with these settings, whatever its first schedule is.
pub fn schedule<S: System>(system: &mut S, settings: &Settings, schedule: u64) -> Vec<Choice> {
    let (mut team, member, mut choices) = (Team::new(), settings.players.of(schedule), Vec::new());
    // A member learns from its own schedules only, so those of the others need not be played again.
    for before in (schedule - schedule % BLOCK..schedule).filter(|before| settings.players.of(*before) == member) {
        team.play(system, settings, member, before, &mut ());
    }
    team.play(system, settings, member, schedule, &mut choices);
    choices
}
