//! The best so far.

use super::player::{Manner, Player};
use super::step::Step;
use crate::release::Release;
use crate::world::plan::Plan;
use crate::world::violated::Violated;
use crate::world::{Stage, Unplayable, World};
use std::sync::Arc;

/// The world that runs are played in: its keys have room for the states of every plan.
pub(super) type Room = World<10>;

/// A plan with a run that fails.
pub(super) struct Best {
    pub(super) plan: Plan,
    pub(super) world: Room,
    pub(super) steps: Vec<Step>,
}

/// The world of a plan.
pub(super) fn world(plan: &Plan, release: Release) -> Result<Room, Unplayable> {
    Ok(World::new(Arc::new(Stage::new(plan.clone(), release)?)))
}

/// What of these steps was played until what is wanted was violated, if it was.
pub(super) fn play<const WORDS: usize>(
    world: &mut World<WORDS>,
    wanted: Violated,
    steps: &[Step],
    manner: Manner,
) -> Option<Vec<Step>> {
    let mut player = Player::new(world, wanted);
    player.play(steps, manner).then_some(player.played)
}
