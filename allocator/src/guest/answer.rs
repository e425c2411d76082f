//! What an answer of the host leads to.

use super::walk::Place;
use super::work::{Needs, Waiting};
use super::{Command, Guest};
use crate::host::{Actual, Failure, Reply};
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
        if let Place::Card(card, CardStep::Clear(resource, ..)) = place {
            let state = &mut self.cards[card].state;
            if resource == Resource::Macvtap || resource == Resource::Device && state.actual.is_some_and(Actual::is_direct) {
                // Whether or not the deletion succeeded (bitmap era, virNetDevMacVLanDeleteWithVPortProfile).
                state.name.into_iter().for_each(|name| names.release(name));
            }
            // What could not be removed to make room is not the guest's own: its cleanup goes by what it removes itself.
            let cleans_up = self.work.as_ref().is_some_and(|work| work.trouble.is_some() || !sets_up(&work.command));
            state.stuck |=
                cleans_up && self.rules.life.write_ahead && result.is_err() && is_keyed_by_name(resource, state.actual);
        }
        let lenient = self.work.as_ref().is_some_and(|work| work.walk.is_lenient()) || is_lenient(place);
        match result.and_then(|reply| self.apply(place, reply)) {
            Err(why) if !lenient => self.fail(place.card(), why),
            _ => {}
        }
    }
}

/// Whether a command sets something up, unless it has failed.
const fn sets_up(command: &Command) -> bool {
    matches!(command, Command::Start | Command::Incoming | Command::Hotplug(_))
}

/// Whether a thing outlives the device whose name it is keyed by, and would meet the next one of that name.
const fn is_keyed_by_name(resource: Resource, actual: Option<Actual>) -> bool {
    match resource {
        Resource::Filter | Resource::MacRule | Resource::OvsPort => true,
        Resource::Bandwidth(_) => matches!(actual, Some(Actual::OpenVswitch(_))),
        _ => false,
    }
}

/// Steps whose failure stops no path. Putting a tap into its bridge again is only warned about (9.0.0, `qemuProcessNotifyNets`).
const fn is_lenient(place: Place) -> bool {
    matches!(place, Place::Card(_, CardStep::Clear(..) | CardStep::Close | CardStep::StopDevice | CardStep::Reattach))
}
