//! One run, from its beginning to its end.

use super::bytes::{Bytes, usual, write};
use super::grounds::Ground;
use ifrace_sim::system::{Choice, Seen, System};
use ifrace_sim::world::TOO_SMALL;

/// The most steps of a run. A run of these scenarios that takes more would only be slow.
pub(super) const STEPS_MAX: usize = 1000;

/// What a run showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Played {
    /// How many steps it had.
    pub(super) steps: usize,
    /// The bits of what was violated.
    pub(super) violated: u32,
}

/// Plays a run; `each` gets every choice. Also whether the world was too small for it.
pub(super) fn play(world: &mut Ground, bytes: &mut Bytes<'_>, mut each: impl FnMut(Choice)) -> (Played, bool) {
    let (mut state, mut seen, mut steps) = (world.initial(), Seen::default(), 0);
    loop {
        let enabled = world.enabled(&state);
        if enabled == 0 {
            seen = seen.and(world.end(&state));
            break;
        }
        if steps == STEPS_MAX {
            break;
        }
        let choice = bytes.choose(world, &state, enabled).unwrap_or(usual(enabled));
        each(choice);
        seen = seen.and(world.step(&mut state, choice));
        steps += 1;
    }
    (Played { steps, violated: seen.violated }, seen.reached & TOO_SMALL != 0)
}

/// The bytes that play these choices, and then what is usual; `None` if one of them is not possible where it stands.
pub(super) fn encode(world: &mut Ground, choices: &[Choice]) -> (Option<Vec<u8>>, bool) {
    let (mut state, mut bytes, mut needed) = (world.initial(), Vec::new(), 0);
    for choice in choices {
        if !world.is_possible(&state, *choice) {
            return (None, world.stuck(&state));
        }
        let enabled = world.enabled(&state);
        write(*choice, world, &state, enabled, &mut bytes);
        if *choice != usual(enabled) {
            needed = bytes.len();
        }
        world.step(&mut state, *choice);
    }
    bytes.truncate(needed);
    (Some(bytes), world.stuck(&state))
}
