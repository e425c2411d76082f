//! The life of a guest on a host, as libvirt's QEMU driver leads it: a state machine without I/O.
//!
//! A [`Guest`] takes a [`Command`], says which [`HostOp`] it wants next, and takes the host's answer, until
//! the command ends. What it does, in which order and by which key is data: the [`Rules`] of a release. Whoever drives it decides
//! what happens between two operations, and may let any of them fail.
//!
//! ```
//! use ifrace_allocator::guest::{Command, Guest, Outcome, Settings, drive};
//! use ifrace_allocator::host::{LinkKind, Observe};
//! use ifrace_allocator::interface::{Interface, InterfaceType, Source};
//! use ifrace_allocator::{IfName, memory::MemoryHost, names::Monotonic, rules::Rules};
//!
//! let name = |text| IfName::new(text).unwrap();
//! let mut host = MemoryHost::new().with_device(name("br0"), LinkKind::Bridge);
//! let mut names = Monotonic::new();
//! let card = Interface::new(InterfaceType::Bridge, Source::Bridge("br0".into()));
//! let rules = Rules::find("11.3").unwrap();
//! let mut guest = Guest::new(0, rules, Settings::default(), vec![card.into()])?;
//!
//! guest.begin(Command::Start)?;
//! assert_eq!(drive(&mut guest, &mut names, &mut host), Outcome::Done);
//! assert_eq!(host.observe().unwrap().to_string(), "vnet0 tap, up, in br0");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod apply;
mod card;
mod command;
mod creation;
mod daemon;
mod drive;
mod operation;
mod path;
mod prepare;
mod value;
mod walk;
mod work;

pub use card::{Card, CardState, SetUp, UnfitInterface};
pub use command::{Command, NotNow, Outcome, Phase, Trouble};
pub use drive::drive;

use crate::host::{HostOp, Incarnation};
use crate::interface::Interface;
use crate::names::Naming;
use crate::rules::Rules;
use daemon::Status;
use std::sync::Arc;
use work::Work;

/// What the configuration of a daemon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Settings {
    /// Only frames with the guest's address may pass its tap (`mac_filter` of `qemu.conf`).
    pub mac_filter: bool,
}

/// A guest, and what its daemon knows of it. It is a value: two guests that are equal do the same from here on.
#[derive(Debug)]
pub struct Guest<N: Naming> {
    rules: &'static Rules,
    settings: Settings,
    /// What every start begins with.
    persistent: Vec<Arc<Interface>>,
    cards: Vec<Card>,
    incarnation: Incarnation,
    phase: Phase,
    /// What the status file says, if there is one.
    status: Option<Status>,
    /// What is being done.
    work: Option<Work<N::Call>>,
}

/// What a guest wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Next<'g> {
    /// An operation of the host. It stays the same until it is answered.
    Op(HostOp<'g>),
    /// Nothing: the command has ended.
    Ended(Outcome),
    /// Nothing: there was no command.
    Idle,
}

impl<N: Naming> Guest<N> {
    /// A guest with this number that does not run, with its interfaces as its definition has them.
    ///
    /// # Errors
    /// [`UnfitInterface`] for an interface that cannot be started here.
    pub fn new(
        number: u16,
        rules: &'static Rules,
        settings: Settings,
        interfaces: Vec<Arc<Interface>>,
    ) -> Result<Self, UnfitInterface> {
        let cards = path::cards(&interfaces, number)?;
        let incarnation = Incarnation::new(number, 0);
        Ok(Self { rules, settings, persistent: interfaces, cards, incarnation, phase: Phase::Off, status: None, work: None })
    }

    /// Its present start, or its last one.
    pub fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    /// Where it is in its life.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Its interfaces.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The release whose rules it follows.
    pub fn rules(&self) -> &'static Rules {
        self.rules
    }

    /// Why the command that is being carried out has failed, while its cleanup still runs.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.work.as_ref().and_then(|work| work.trouble.as_ref())
    }

    /// The command that is being carried out.
    pub fn command(&self) -> Option<&Command> {
        self.work.as_ref().map(|work| &work.command)
    }

    /// Whether the command that is being carried out has failed, so that all that is left of it is its cleanup.
    pub fn is_undoing(&self) -> bool {
        self.trouble().is_some()
    }

    /// Whether a restarted daemon would find a status file of it.
    pub fn has_status(&self) -> bool {
        self.status.is_some()
    }

    /// The interfaces as the status file has them; none without one.
    pub fn status_cards(&self) -> &[Card] {
        self.status.as_ref().map_or(&[], |status| &status.cards)
    }
}
