//! Schedules of the cleanup race: bytes choose a scenario, then who moves, and which operations fail.
//!
//! The first byte chooses what is played. Each further one chooses among those that can move; if what they ask the host for can be
//! made to fail, another byte says whether it does. Where there is no choice there is no byte. When the bytes end, the run goes on
//! to its end: the first that can move does, and nothing fails any more.

mod bytes;
mod game;
mod grounds;
mod play;
mod setting;
mod text;

pub(crate) use game::Game;

use crate::target::Target;

/// `schedule`: under the hardened rules nothing is ever violated.
pub(crate) const SCHEDULE: Target = Target {
    name: "schedule",
    input: "bytes that choose a scenario, who moves next, and what fails, under the hardened rules",
    run: schedule,
    show: |data| text::show(&Game::HARDENED, data),
    read: |text| text::read(&Game::HARDENED, text),
};

/// `schedule_lowest_free`: a canary.
pub(crate) const SCHEDULE_LOWEST_FREE: Target = Target {
    name: "schedule_lowest_free",
    input: "bytes that choose a scenario and who moves next, under by-name@lowest-free, which must be found to stomp",
    run: schedule_lowest_free,
    show: |data| text::show(&Game::LOWEST_FREE, data),
    read: |text| text::read(&Game::LOWEST_FREE, text),
};

/// Plays a schedule of a built-in scenario under the hardened rules.
///
/// # Panics
/// If anything is violated.
pub fn schedule(data: &[u8]) {
    Game::HARDENED.judge(data);
}

/// Plays a schedule of a scenario under rules that give out the lowest free name and clean up by name. A canary: a search that does
/// not find a stomp here would find none anywhere.
///
/// # Panics
/// If a cleanup hits what is another guest's.
pub fn schedule_lowest_free(data: &[u8]) {
    Game::LOWEST_FREE.judge(data);
}

#[cfg(test)]
mod tests;
