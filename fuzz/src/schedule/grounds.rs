//! The worlds that are played in. Each is made once: its caches make a run fast.

use super::game::Game;
use ifrace_sim::release::Release;
use ifrace_sim::world::{Stage, World};
use std::cell::RefCell;
use std::sync::Arc;

/// A world whose states are never packed, so that the keys may have any size.
pub(super) type Ground = World<1>;

thread_local! {
    /// For each game its worlds, by the number of the setting.
    static WORLDS: RefCell<[Vec<Option<Ground>>; Game::COUNT]> = const { RefCell::new([const { Vec::new() }; Game::COUNT]) };
}

/// The rules of a game.
pub(super) fn release(game: &Game) -> Release {
    Release::parse(game.era).unwrap_or_else(|error| unreachable!("{error}"))
}

/// Works in the world of a setting. One that became too small is made anew for the next run: its caches may be full.
pub(super) fn with_world<T>(game: &Game, setting: usize, work: impl FnOnce(&mut Ground) -> (T, bool)) -> T {
    WORLDS.with_borrow_mut(|worlds| {
        let worlds = &mut worlds[game.number];
        if worlds.len() <= setting {
            worlds.resize_with(game.settings.len(), || None);
        }
        let (result, too_small) = work(worlds[setting].get_or_insert_with(|| new(game, setting)));
        if too_small {
            worlds[setting] = None;
        }
        result
    })
}

fn new(game: &Game, setting: usize) -> Ground {
    let stage = Stage::new(game.settings[setting].plan().1, release(game));
    let stage = stage.unwrap_or_else(|error| unreachable!("{}: {error}", game.settings[setting].scenario));
    World::new(Arc::new(stage))
}
