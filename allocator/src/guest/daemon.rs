//! The end of a daemon, and what its successor finds.

use super::{Card, Command, Guest, Phase};
use crate::names::Naming;
use crate::rules::StatusFile;

/// What a status file says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Status {
    pub(super) cards: Vec<Card>,
    pub(super) phase: Phase,
    /// Whether the CPUs have run: a guest that was only half started is stopped.
    pub(super) has_run: bool,
}

impl<N: Naming> Guest<N> {
    /// The daemon dies at this moment, whatever it was doing, and another one takes its place.
    ///
    /// The new one knows of the guest what the status file says; without one it knows nothing, and what the guest has on the
    /// host stays there. Descriptors that the daemon held are the host's business.
    pub fn daemon_died(&mut self) {
        self.work = None;
        match &self.status {
            Some(status) => {
                self.cards.clone_from(&status.cards);
                self.phase = Phase::Unknown;
            }
            None => self.turn_off(),
        }
    }

    /// Writes the status file at the end of something, without the interface that is gone then: the one that was unplugged has left
    /// the definition (9.0.0, `qemuDomainRemoveNetDevice`), and so has one whose hotplug failed.
    pub(super) fn save_status(&mut self) {
        let gone = self.work.as_ref().and_then(|work| match work.command {
            Command::Unplug(card) => Some(card),
            Command::Hotplug(_) if work.trouble.is_some() => self.cards.len().checked_sub(1),
            _ => None,
        });
        let mut cards = self.cards.clone();
        gone.into_iter().for_each(|card| drop(cards.remove(card)));
        self.save(cards);
    }

    /// Writes the status file in the middle of something, with everything as it is.
    pub(super) fn save_all(&mut self) {
        self.save(self.cards.clone());
    }

    fn save(&mut self, mut cards: Vec<Card>) {
        let keeps = self.rules.life.status;
        for state in cards.iter_mut().map(|card| &mut card.state) {
            state.created &= keeps != StatusFile::Names;
            if keeps != StatusFile::Everything {
                state.set_up = super::SetUp::default();
                state.index = None;
                state.row = None;
            }
        }
        let phase = match self.work.as_ref().map(|work| &work.command) {
            Some(Command::Pause) => Phase::Paused,
            Some(Command::Hotplug(_) | Command::Unplug(_)) => self.phase,
            Some(Command::Reconnect) => self.status.as_ref().map_or(Phase::Running, |status| status.phase),
            _ => Phase::Running,
        };
        self.status = Some(Status { cards, phase, has_run: self.has_run() });
    }
}
