//! Who is which actor in the world of a plan.

use crate::world::Mover;
use crate::world::plan::Plan;

/// The numbers of those who move, by which actors are counted: see [`World::mover`](crate::world::World::mover).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Actors {
    guests: u8,
    others: u8,
    daemons: u8,
}

impl Actors {
    pub(super) fn of(plan: &Plan) -> Self {
        let [guests, others, daemons] = [plan.guests.len(), plan.foreign.len(), plan.daemons.len()].map(|count| count as u8);
        Self { guests, others, daemons }
    }

    pub(super) const fn actor(self, mover: Mover) -> u8 {
        match mover {
            Mover::Guest(guest) => guest,
            Mover::Other(other) => self.guests + other,
            Mover::DaemonDeath(daemon) => self.guests + self.others + daemon,
            Mover::HypervisorDeath(guest) => self.guests + self.others + self.daemons + guest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Release;
    use crate::scenario::{Parameters, Scenario};
    use crate::world::{Stage, World};
    use std::sync::Arc;

    #[test]
    fn actors_are_those_of_the_world() {
        for id in ["two-daemons", "foreign-creator"] {
            let plan = Scenario::builtin(id).unwrap().plan(&Parameters::default()).unwrap();
            let actors = Actors::of(&plan);
            let all = actors.actor(Mover::HypervisorDeath(plan.guests.len() as u8));
            let world = World::<10>::new(Arc::new(Stage::new(plan, Release::find("7.0").unwrap()).unwrap()));
            assert!((0..all).all(|actor| actors.actor(world.mover(actor)) == actor), "{id}");
        }
    }
}
