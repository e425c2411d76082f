//! The stage: guests take their turns.

use super::turn::Turn;
use super::watch::Watch;
use super::{Before, Entry, GuestInvariant, Recording, Site, Violation};
use crate::release::{DaemonNames, Release};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Guest, Outcome, Phase, Settings};
use ifrace_allocator::host::{Failure, HostOp, Snapshot};
use ifrace_allocator::interface::Interface;
use ifrace_allocator::rules::Rules;
use std::sync::Arc;

/// A guest of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayerId(pub(super) usize);

/// Guests of one daemon on one host.
pub struct Scene<'s, S> {
    pub(super) site: &'s mut S,
    release: Release,
    pub(super) names: DaemonNames,
    pub(super) players: Vec<Player>,
    pub(super) recording: Recording,
    pub(super) watch: Watch,
    /// Asked before every operation: whether the scene is to end.
    pub(super) stop: &'s dyn Fn() -> bool,
}

/// A guest, as the scene knows it.
pub(super) struct Player {
    pub(super) label: String,
    pub(super) guest: Guest<DaemonNames>,
    /// What it is doing.
    pub(super) command: Option<Command>,
    /// Whether its last command failed because something had a name that it wanted.
    pub(super) conflict: bool,
}

impl<'s, S: Site> Scene<'s, S> {
    /// An empty scene. Once `stop` says so, no further operation is performed: what was to be done fails.
    ///
    /// # Errors
    /// A [`Failure`] of the first look at the host.
    pub fn new(site: &'s mut S, release: Release, stop: &'s dyn Fn() -> bool) -> Result<Self, Failure> {
        let mut watch = Watch::default();
        watch.look(site.observe()?, "");
        let names = release.daemon();
        Ok(Self { site, release, names, players: Vec::new(), recording: Recording::default(), watch, stop })
    }

    /// Adds a guest that does not run.
    ///
    /// # Errors
    /// A [`Failure`] that says which interface cannot be started here.
    pub fn guest(&mut self, label: &str, interfaces: Vec<Interface>) -> Result<PlayerId, Failure> {
        let number = self.players.len() as u16;
        let interfaces = interfaces.into_iter().map(Arc::new).collect();
        let guest = Guest::new(number, self.release.rules, Settings::default(), interfaces)
            .map_err(|error| Failure::other(format!("guest {label}: {error}")))?;
        self.players.push(Player { label: label.to_owned(), guest, command: None, conflict: false });
        Ok(PlayerId(self.players.len() - 1))
    }

    /// Writes a note into the timeline.
    pub fn note(&mut self, text: impl Into<String>) {
        self.recording.entries.push(Entry::Note { text: text.into() });
    }

    /// From now on nobody but their owner, who is no guest, may change what is under these names.
    pub fn protect(&mut self, owner: &str, names: Vec<IfName>) {
        self.watch.protect(owner, names);
    }

    /// Begins a command of a guest.
    ///
    /// # Errors
    /// A [`Failure`] if it is not in a phase for it.
    pub fn begin(&mut self, player: PlayerId, command: Command) -> Result<(), Failure> {
        let Player { label, guest, command: current, conflict } = &mut self.players[player.0];
        let words = command.in_words();
        if command == Command::Stop {
            self.watch.release(label);
        }
        guest.begin(command.clone()).map_err(|error| Failure::other(format!("guest {label}: {error}")))?;
        (*current, *conflict) = (Some(command), false);
        self.recording.entries.push(Entry::Begin { guest: label.clone(), command: words });
        Ok(())
    }

    /// Lets a guest go on to the end of its command.
    ///
    /// # Errors
    /// A [`Failure`] of looking at the host, or that the scene is to end.
    pub fn finish(&mut self, player: PlayerId) -> Result<Outcome, Failure> {
        self.finish_with(player, |_| None)
    }

    /// The same; an operation for which `refuse` has a failure does not reach the host.
    ///
    /// # Errors
    /// As for [`finish`](Self::finish).
    pub fn finish_with(&mut self, player: PlayerId, refuse: impl Fn(&HostOp<'_>) -> Option<Failure>) -> Result<Outcome, Failure> {
        loop {
            if let Turn::Ended(outcome) = self.turn(player, &refuse)? {
                return Ok(outcome);
            }
        }
    }

    /// The rules of the release.
    pub fn rules(&self) -> &'static Rules {
        self.release.rules
    }

    /// Where a guest is in its life.
    pub fn phase(&self, player: PlayerId) -> Phase {
        self.players[player.0].guest.phase()
    }

    /// The names of a guest's devices.
    pub fn names_of(&self, player: PlayerId) -> Vec<IfName> {
        self.players[player.0].guest.cards().iter().filter_map(|card| card.state.name).collect()
    }

    /// Something that does not hold beside what the scene sees by itself.
    pub fn violated(&mut self, invariant: GuestInvariant, cause: impl Into<String>) {
        self.recording.violations.push(Violation { invariant, operation: 0, cause: cause.into() });
    }

    /// Notes what the host has now: the decisive step follows.
    ///
    /// # Errors
    /// A [`Failure`] of looking.
    pub fn before(&mut self) -> Result<(), Failure> {
        let snapshot = self.observe()?;
        self.recording.before = Some(Before { entries: self.recording.entries.len(), snapshot });
        Ok(())
    }

    /// What the host has now.
    ///
    /// # Errors
    /// A [`Failure`] of looking.
    pub fn observe(&mut self) -> Result<Snapshot, Failure> {
        self.site.observe()
    }

    /// The host, to furnish it further. What is done there is nobody's fault.
    ///
    /// # Errors
    /// A [`Failure`] of `furnish`, or of looking.
    pub fn furnish(&mut self, furnish: impl FnOnce(&mut S) -> Result<(), Failure>) -> Result<(), Failure> {
        furnish(self.site)?;
        let now = self.site.observe()?;
        self.watch.look(now, "");
        Ok(())
    }

    /// What happened, and what did not hold.
    pub fn end(self) -> Recording {
        self.recording
    }
}
