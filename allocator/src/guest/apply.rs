//! What a daemon knows after a step has succeeded.

use super::creation::unexpected;
use super::walk::Place;
use super::{Command, Guest, Phase};
use crate::IfName;
use crate::host::{Actual, Failure, Reply};
use crate::names::Naming;
use crate::rules::{CardStep, GuestStep, Limiter, Resource};

impl<N: Naming> Guest<N> {
    pub(super) fn apply(&mut self, place: Place, reply: Reply) -> Result<(), Failure> {
        match place {
            Place::Guest(GuestStep::Resume) => self.note_running(),
            Place::Guest(GuestStep::Pause) => self.phase = Phase::Paused,
            Place::Guest(GuestStep::SaveStatus) => self.save_status(self.has_run()),
            Place::Guest(GuestStep::RemoveStatus) => self.status = None,
            Place::Guest(_) => {}
            Place::Card(card, step) => return self.apply_to_card(card, step, reply),
        }
        Ok(())
    }

    /// A device has been created or opened for an interface.
    pub(super) fn note_device(&mut self, card: usize, name: IfName, index: u32) {
        let state = &mut self.cards[card].state;
        state.name = Some(name);
        state.index = Some(index);
        match state.actual {
            Some(Actual::Direct { .. }) => state.set_up.insert(Resource::Macvtap),
            Some(Actual::Ethernet) => state.set_up.insert(Resource::EthernetTap),
            _ => {}
        }
    }

    fn apply_to_card(&mut self, number: usize, step: CardStep, reply: Reply) -> Result<(), Failure> {
        let card = &mut self.cards[number];
        let state = &mut card.state;
        match (step, reply) {
            (CardStep::CreatePort, Reply::Port(actual)) => {
                state.actual = Some(actual);
                state.set_up.insert(Resource::Port);
                let filtered = card.interface.filter.is_some();
                if filtered && !matches!(actual, Actual::Bridge(_) | Actual::Ethernet) {
                    return Err(Failure::other(format!("a filter is not supported on an interface that is {actual}")));
                }
            }
            (CardStep::Attach(_), Reply::OvsPort(row)) => {
                state.row = Some(row);
                state.set_up.insert(Resource::OvsPort);
            }
            (CardStep::CreatePort, reply) => return Err(unexpected(reply)),
            (CardStep::BorrowLower, _) => state.set_up.insert(Resource::Lower),
            (CardStep::Open, _) => state.created = true,
            (CardStep::RunScript, _) => state.set_up.insert(Resource::Script),
            (CardStep::AllowMac, _) => state.set_up.insert(Resource::MacRule),
            (CardStep::CreateFilter, _) => state.set_up.insert(Resource::Filter),
            (CardStep::SetBandwidth(_), _) => state.set_up.insert(Resource::Bandwidth(Limiter::Tc)),
            (CardStep::Clear(resource, ..), _) => state.set_up.remove(resource),
            _ => {}
        }
        Ok(())
    }

    fn note_running(&mut self) {
        self.phase = Phase::Running;
        if let Some(work) = &mut self.work {
            work.has_run = true;
        }
    }

    /// Whether the CPUs of the guest have ever run in this incarnation.
    fn has_run(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.has_run || !matches!(work.command, Command::Start | Command::Incoming))
    }
}
