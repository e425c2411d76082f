//! Two schedules at a time.
//!
//! Each step of a schedule waits for the one before it. The processor has time for two, if they do not depend on each other.

use super::played::{Played, Steps};
use super::run::Run;
use super::{Member, Report, Settings};
use crate::scheduler::Random;
use crate::system::System;

/// Plays those schedules of a block that the settings ask for, all by [`Random`], which learns nothing.
pub(super) fn play_in_twos<S: System>(system: &mut S, settings: &Settings, block: u64) -> Report {
    let (mut steps, mut report, all) = ([[0; 32]; 2], Report::new(settings), settings.schedules(block));
    for schedule in all.clone().step_by(2) {
        let played = play_two(system, settings, schedule, &mut steps);
        // The last block may end after the first of the two.
        for (schedule, (played, steps)) in (schedule..all.end).zip(played.iter().zip(&steps)) {
            report.add(schedule, Member::Random, played, steps);
        }
    }
    report
}

/// Plays a schedule and the one after it, step by step in turn.
#[inline]
fn play_two<S: System>(system: &mut S, settings: &Settings, schedule: u64, steps: &mut [Steps; 2]) -> [Played; 2] {
    let [first, second] = steps;
    let mut one = Run::begin(system, settings, schedule);
    let mut two = Run::begin(system, settings, schedule.wrapping_add(1));
    let (mut one_goes_on, mut two_goes_on) = (true, true);
    while one_goes_on && two_goes_on {
        one_goes_on = one.step(system, &mut Random, settings, first, &mut ());
        two_goes_on = two.step(system, &mut Random, settings, second, &mut ());
    }
    while one_goes_on {
        one_goes_on = one.step(system, &mut Random, settings, first, &mut ());
    }
    while two_goes_on {
        two_goes_on = two.step(system, &mut Random, settings, second, &mut ());
    }
    [one.end(), two.end()]
}
