//! What an operation did to others.

use super::part::{losses, part};
use super::play::Player;
use super::turn::Performed;
use super::{Entry, GuestInvariant, OperationEntry, PlayerId, Scene, Site, Violation};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::Command;
use ifrace_allocator::host::{Failure, Reply};

impl<S: Site> Scene<'_, S> {
    /// Records an operation, looks at the host, and notes what did not hold.
    pub(super) fn judge(&mut self, id: PlayerId, performed: Performed) -> Result<(), Failure> {
        let mut found = self.unfit_device(id, &performed);
        let (player, number) = (&self.players[id.0], self.recording.operations() + 1);
        let (guest, command) = (player.label.clone(), player.command.clone());
        let (starts, stops) = (command.as_ref().is_some_and(is_start), command == Some(Command::Stop));
        let command = command.map_or("", |command| command.in_words());
        let has_failed = player.guest.trouble().is_some();
        let Performed { actor: incarnation, value: operation, words, result, injected, .. } = performed;
        let fault = format!("'{words}' of {guest}'s {}'{command}'", if has_failed { "failed " } else { "" });
        let entry = OperationEntry { number, guest: guest.clone(), incarnation, command, operation, words, result, injected };
        self.recording.entries.push(Entry::Operation(entry));
        let harmless = Some(GuestInvariant::FailedStartHarmless).filter(|_| has_failed && starts);
        for (owner, what) in self.watch.look(self.site.observe()?, &guest) {
            let hits = format!("hits {owner}: {what}");
            found.extend(std::iter::once(GuestInvariant::NoStomp).chain(harmless).map(|invariant| (invariant, hits.clone())));
        }
        let violation = |(invariant, what)| Violation { invariant, operation: number, cause: format!("{fault} {what}") };
        self.recording.violations.extend(found.into_iter().map(violation));
        // A device is the guest's own from its creation on.
        let cards = self.players[id.0].guest.cards().iter();
        let names: Vec<_> = cards.filter(|card| card.state.index.is_some()).filter_map(|card| card.state.name).collect();
        if !stops && !names.is_empty() {
            self.watch.protect(&guest, names);
        }
        Ok(())
    }

    /// Compares what is under some names of somebody with what was there at [`before`](Self::before).
    ///
    /// # Errors
    /// A [`Failure`] of looking at the host.
    pub fn compare_with_before(&mut self, owner: &str, names: &[IfName]) -> Result<(), Failure> {
        let now = part(&self.observe()?, names);
        let before = self.recording.before.as_ref().map(|before| part(&before.snapshot, names)).unwrap_or_default();
        for what in losses(&before, &now) {
            self.violated(GuestInvariant::NoStomp, format!("what {owner} had is not as it was: {what}"));
        }
        Ok(())
    }

    /// What is wrong with the device that an operation has given: it existed, or its name is not free yet.
    fn unfit_device(&self, id: PlayerId, performed: &Performed) -> Vec<(GuestInvariant, String)> {
        let mut found = Vec::new();
        let Ok(Reply::Device { name, index }) = performed.result else { return found };
        if !performed.may_adopt && self.watch.had_device(index) {
            found.push((GuestInvariant::NoAdoption, format!("takes over {name}, which existed")));
        }
        let others = self.players.iter().enumerate().filter(|(number, _)| *number != id.0).map(|(_, other)| other);
        let pending = others.filter(|other| other.is_stopping_with(name));
        found.extend(pending.map(|other| {
            let what = format!("gets the name {name} while the cleanup of {} is pending", other.label);
            (GuestInvariant::NoReuseBeforeCleanup, what)
        }));
        found
    }
}

/// Whether a command brings a device up.
const fn is_start(command: &Command) -> bool {
    matches!(command, Command::Start | Command::Incoming | Command::Finish)
}

impl Player {
    fn is_stopping_with(&self, name: IfName) -> bool {
        self.command == Some(Command::Stop) && self.guest.cards().iter().any(|card| card.state.name == Some(name))
    }
}
