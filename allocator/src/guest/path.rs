//! Which paths a command takes, and where it leads.

use super::walk::{Path, Walk};
use super::work::Work;
use super::{Card, Command, Guest, NotNow, Outcome, Phase, Trouble, UnfitInterface};
use crate::host::Failure;
use crate::interface::Interface;
use crate::names::Naming;
use std::sync::Arc;

pub(super) fn cards(interfaces: &[Arc<Interface>], guest: u16) -> Result<Vec<Card>, UnfitInterface> {
    let card = |(number, one)| Card::new(Arc::clone(one), guest, u8::try_from(number).map_err(|_| UnfitInterface::TooMany)?);
    interfaces.iter().enumerate().map(card).collect()
}

impl<N: Naming> Guest<N> {
    /// Begins a command.
    ///
    /// # Errors
    /// [`NotNow`] if the guest is busy, or not in a phase for it; then nothing has changed.
    pub fn begin(&mut self, command: Command) -> Result<(), NotNow> {
        if self.work.is_some() {
            return Err(NotNow::Busy);
        }
        if !fits(self.phase, &command) {
            return Err(NotNow::Phase(self.phase, command.in_words()));
        }
        match &command {
            Command::Start | Command::Incoming => {
                self.incarnation.start = self.incarnation.start.checked_add(1).ok_or(NotNow::TooManyStarts)?;
                self.cards.iter_mut().for_each(Card::reset);
            }
            Command::Hotplug(interface) => {
                // Not the count: after an unplugging the address that it makes may be another interface's.
                let is_free = |number: &u8| self.cards.iter().all(|card| card.mac.0[5] != *number);
                let number = (0..=u8::MAX).find(is_free).ok_or(UnfitInterface::TooMany)?;
                let card = Card::new(Arc::clone(interface), self.incarnation.guest, number)?;
                self.cards.push(card);
            }
            Command::Unplug(card) if *card >= self.cards.len() => return Err(NotNow::NoInterface(*card)),
            _ => {}
        }
        let walk = Walk::along(self.paths(&command));
        let trouble = (command == Command::Reconnect && !self.had_run()).then(half_started);
        self.work = Some(Work { command, walk, waiting: None, naming: None, has_run: false, trouble });
        Ok(())
    }

    /// Whether the status file says that the CPUs have run.
    fn had_run(&self) -> bool {
        self.status.as_ref().is_some_and(|status| status.has_run)
    }

    fn paths(&self, command: &Command) -> Vec<Path> {
        let life = &self.rules.life;
        let last = self.cards.len().checked_sub(1);
        match command {
            Command::Start => vec![Path::strict(life.start, None)],
            Command::Incoming => vec![Path::strict(life.incoming, None)],
            Command::Finish => vec![Path::strict(life.finish, None)],
            Command::Stop => vec![Path::lenient(life.begin_stop, None), Path::lenient(life.stop, None)],
            Command::Hotplug(_) => vec![Path::strict(life.hotplug, last)],
            Command::Unplug(card) => vec![Path::strict(life.unplug, Some(*card))],
            Command::Reconnect if !self.had_run() => vec![Path::lenient(life.stop, None)],
            Command::Reconnect => vec![Path::strict(life.reconnect, None)],
            Command::Pause => vec![Path::strict(life.pause, None)],
            Command::Resume => vec![Path::strict(life.resume, None)],
        }
    }

    /// Takes note of a failure and turns to the paths that follow it.
    pub(super) fn fail(&mut self, card: Option<usize>, why: Failure) {
        let unconnected = card.filter(|&card| !self.cards[card].state.connected);
        let life = &self.rules.life;
        let Some(work) = &mut self.work else { return };
        let connect = unconnected.map(|card| Path::lenient(life.connect_failed, Some(card)));
        let after: Vec<Path> = match &work.command {
            Command::Start | Command::Incoming => {
                connect.into_iter().chain([Path::lenient(life.start_failed, None), Path::lenient(life.stop, None)]).collect()
            }
            Command::Hotplug(_) if card.is_some() => {
                let last = self.cards.len().checked_sub(1);
                connect.into_iter().chain([Path::lenient(life.hotplug_failed, last)]).collect()
            }
            Command::Finish | Command::Reconnect => vec![Path::lenient(life.stop, None)],
            // A failure to save the status undoes nothing (9.0.0, `qemuDomainAttachDeviceLiveAndConfig`).
            Command::Hotplug(_) | Command::Stop | Command::Unplug(_) | Command::Pause | Command::Resume => Vec::new(),
        };
        work.walk = Walk::along(after);
        work.naming = None;
        work.trouble.get_or_insert(Trouble { card, why });
    }

    /// The command has come to the end of its last path.
    pub(super) fn conclude(&mut self) -> Outcome {
        let Some(work) = self.work.take() else { return Outcome::Done };
        let failed = work.trouble.is_some();
        let of_card = work.trouble.as_ref().is_some_and(|trouble| trouble.card.is_some());
        match (&work.command, failed) {
            (Command::Start | Command::Finish | Command::Resume, false) => self.phase = Phase::Running,
            (Command::Incoming, false) => self.phase = Phase::Incoming,
            (Command::Pause, false) => self.phase = Phase::Paused,
            (Command::Start | Command::Incoming | Command::Finish | Command::Reconnect, true) | (Command::Stop, _) => {
                self.turn_off()
            }
            (Command::Reconnect, false) => self.phase = self.status.as_ref().map_or(Phase::Off, |status| status.phase),
            (Command::Hotplug(_), _) if of_card => drop(self.cards.pop()),
            (Command::Unplug(card), _) if !of_card => drop(self.cards.remove(*card)),
            (Command::Hotplug(_) | Command::Unplug(_), _) | (Command::Pause | Command::Resume, true) => {}
        }
        if self.phase == Phase::Off {
            self.turn_off();
        }
        work.trouble.map_or(Outcome::Done, Outcome::Failed)
    }

    /// The definition of this run is dropped for the persistent one, which has no generated names.
    pub(super) fn turn_off(&mut self) {
        self.phase = Phase::Off;
        // They were accepted when the guest was made.
        self.cards = cards(&self.persistent, self.incarnation.guest).unwrap_or_default();
    }
}

/// Such a guest is stopped by the new daemon (9.0.0, `qemuProcessReconnect`).
fn half_started() -> Trouble {
    Trouble { card: None, why: Failure::other("the guest was only half started when its daemon died") }
}

fn fits(phase: Phase, command: &Command) -> bool {
    match command {
        Command::Start | Command::Incoming => phase == Phase::Off,
        Command::Finish => phase == Phase::Incoming,
        Command::Stop => matches!(phase, Phase::Incoming | Phase::Running | Phase::Paused),
        Command::Hotplug(_) | Command::Unplug(_) => matches!(phase, Phase::Running | Phase::Paused),
        Command::Reconnect => phase == Phase::Unknown,
        Command::Pause => phase == Phase::Running,
        Command::Resume => phase == Phase::Paused,
    }
}
