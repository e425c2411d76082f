//! What an answer of the host leads to.

use super::Guest;
use super::walk::Place;
use super::work::{Needs, Waiting};
use crate::host::{Failure, Reply};
use crate::names::Naming;
use crate::rules::{CardStep, Resource};

impl<N: Naming> Guest<N> {
    /// Takes the answer to the operation that [`next`](Self::next) asked for. An answer that nobody waits for is ignored.
    pub fn answer(&mut self, result: Result<Reply, Failure>, names: &mut N) {
        let Some(waiting) = self.work.as_mut().and_then(|work| work.waiting.take()) else { return };
        match waiting {
            Waiting::Place(place) => self.after_step(place, result, names),
            Waiting::Creation(card, creation) => match self.go_on_creating(card, creation, result, names) {
                Needs::Operation(waiting) => self.wait_for(waiting),
                Needs::Nothing => self.end_creation(),
                Needs::Failure(why) => self.fail(Some(card), why),
            },
        }
    }

    fn end_creation(&mut self) {
        if let Some(work) = &mut self.work {
            work.naming = None;
        }
    }

    fn after_step(&mut self, place: Place, result: Result<Reply, Failure>, names: &mut N) {
        if let Place::Card(card, CardStep::Clear(Resource::Macvtap, ..)) = place {
            // Whether or not the deletion succeeded (bitmap era, virNetDevMacVLanDeleteWithVPortProfile).
            self.cards[card].state.name.into_iter().for_each(|name| names.release(name));
        }
        let lenient = self.work.as_ref().is_some_and(|work| work.walk.is_lenient()) || is_lenient(place);
        match result.and_then(|reply| self.apply(place, reply)) {
            Err(why) if !lenient => self.fail(place.card(), why),
            _ => {}
        }
    }
}

/// Steps whose failure stops no path. Putting a tap into its bridge again is only warned about (9.0.0, `qemuProcessNotifyNets`).
const fn is_lenient(place: Place) -> bool {
    matches!(place, Place::Card(_, CardStep::Clear(..) | CardStep::Close | CardStep::StopDevice | CardStep::Reattach))
}
