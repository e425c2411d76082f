//! What a daemon knows after a step has succeeded.

use super::creation::unexpected;
use super::prepare::forget;
use super::walk::Place;
use super::{Card, Command, Guest, Phase};
use crate::IfName;
use crate::host::{Actual, Failure, Reply};
use crate::names::Naming;
use crate::rules::{CardStep, GuestStep, Limiter, Resource};

impl<N: Naming> Guest<N> {
    pub(super) fn apply(&mut self, place: Place, reply: Reply) -> Result<(), Failure> {
        match place {
            Place::Guest(_) if reply != Reply::Done => return Err(unexpected(reply)),
            Place::Guest(GuestStep::Resume) => self.note_running(),
            Place::Guest(GuestStep::Pause) => self.phase = Phase::Paused,
            Place::Guest(GuestStep::SaveStatus) => self.save_status(),
            Place::Guest(GuestStep::RemoveStatus) => self.status = None,
            Place::Guest(_) => {}
            Place::Card(_, CardStep::Save | CardStep::SaveUnmanaged) if reply == Reply::Done => self.save_all(),
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
        let (card, write_ahead) = (&mut self.cards[number], self.rules.life.write_ahead);
        let is_switched = matches!(card.state.actual, Some(Actual::OpenVswitch(_)));
        match (step, reply) {
            (CardStep::CreatePort, Reply::Port(actual)) => card.note_port(actual),
            (CardStep::Attach, Reply::OvsPort(row)) if is_switched => {
                card.state.row = Some(row);
                card.state.set_up.insert(Resource::OvsPort);
                Ok(())
            }
            (CardStep::Attach, Reply::Done) if is_switched => Err(unexpected(reply)),
            (step, Reply::Done) if step != CardStep::CreatePort => {
                card.note_done(step);
                if step == CardStep::Close && write_ahead && card.is_gone_when_closed() {
                    forget(card);
                }
                Ok(())
            }
            (_, reply) => Err(unexpected(reply)),
        }
    }

    fn note_running(&mut self) {
        self.phase = Phase::Running;
        if let Some(work) = &mut self.work {
            work.has_run = true;
        }
    }

    /// Whether the CPUs of the guest have ever run in this incarnation.
    pub(super) fn has_run(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.has_run || !matches!(work.command, Command::Start | Command::Incoming))
    }
}

impl Card {
    /// The network has said what the interface is. Filters are for taps in bridges (9.0.0, `qemuDomainValidateActualNetDef`).
    fn note_port(&mut self, actual: Actual) -> Result<(), Failure> {
        self.state.actual = Some(actual);
        self.state.set_up.insert(Resource::Port);
        if self.interface.filter.is_some() && !matches!(actual, Actual::Bridge(_) | Actual::Ethernet) {
            return Err(Failure::other(format!("a filter is not supported on an interface that is {actual}")));
        }
        Ok(())
    }

    /// Whether nothing is left of the device without its descriptors: it is a tap that is not kept.
    fn is_gone_when_closed(&self) -> bool {
        self.state.actual.is_some_and(Actual::is_managed_tap) && !self.state.set_up.has(Resource::Device)
    }

    /// A step has succeeded that says no more than that.
    const fn note_done(&mut self, step: CardStep) {
        let state = &mut self.state;
        match step {
            CardStep::BorrowLower => state.set_up.insert(Resource::Lower),
            CardStep::Open => state.created = true,
            CardStep::Keep => state.set_up.insert(Resource::Device),
            CardStep::RunScript => state.set_up.insert(Resource::Script),
            CardStep::AllowMac => state.set_up.insert(Resource::MacRule),
            CardStep::CreateFilter => state.set_up.insert(Resource::Filter),
            CardStep::SetBandwidth => state.set_up.insert(Resource::Bandwidth(Limiter::Tc)),
            CardStep::Clear(resource, ..) => state.set_up.remove(resource),
            _ => {}
        }
    }
}
