//! The end of a daemon, and what its successor finds.

use super::{Card, Guest, Phase};
use crate::names::Naming;
use crate::rules::StatusFile;

/// What a status file says.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Writes the status file.
    pub(super) fn save_status(&mut self, has_run: bool) {
        let keeps = self.rules.life.status;
        let mut cards = self.cards.clone();
        if let Some(super::Command::Unplug(card)) = self.work.as_ref().map(|work| &work.command) {
            // It has left the definition (9.0.0, `qemuDomainRemoveNetDevice`).
            cards.remove(*card);
        }
        for state in cards.iter_mut().map(|card| &mut card.state) {
            state.created &= keeps != StatusFile::Names;
            if keeps != StatusFile::Everything {
                state.set_up = super::SetUp::default();
                state.index = None;
                state.row = None;
            }
        }
        let phase = match self.work.as_ref().map(|work| &work.command) {
            Some(super::Command::Pause) => Phase::Paused,
            Some(super::Command::Hotplug(_) | super::Command::Unplug(_)) => self.phase,
            Some(super::Command::Reconnect) => self.status.as_ref().map_or(Phase::Running, |status| status.phase),
            _ => Phase::Running,
        };
        self.status = Some(Status { cards, phase, has_run });
    }
}
