//! One run of a path, with at most one fault.

use crate::inventory::{CardsByName, Inventory, inventory};
use crate::kind::Spec;
use crate::path::{Event, Path};
use crate::what::{What, card_of, name_of};
use crate::world::{SUBJECT, World, guest};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Guest, Next, Outcome};
use ifrace_allocator::host::{Failure, Host};
use ifrace_allocator::memory::{MemoryHost, ScriptRun};
use ifrace_sim::release::{DaemonNames, Release};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// The operation of this number is refused, and nothing has changed.
    Refuse(usize),
    /// The operation of this number is performed and answered, and then the daemon dies.
    Crash(usize),
}

/// A guest on a host, and what has become of it.
pub(crate) struct Run<'r> {
    release: &'r Release,
    world: &'r World,
    pub(crate) host: MemoryHost,
    pub(crate) guest: Guest<DaemonNames>,
    names: DaemonNames,
    cards: CardsByName,
}

/// How a command went.
#[derive(Debug)]
pub(crate) struct Went {
    /// `None` if the daemon died.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) steps: Vec<What>,
    /// What the guest had when the fault came.
    pub(crate) at_fault: Inventory,
    /// The interface that the last operation before or at the fault was for, if that was a cleanup.
    pub(crate) card: Option<usize>,
    /// The name that it concerned.
    pub(crate) name: Option<IfName>,
}

impl<'r> Run<'r> {
    /// A guest at the beginning of a path.
    pub(crate) fn at(path: Path, specs: &[Spec], release: &'r Release, world: &'r World) -> Self {
        let guest = guest(SUBJECT, release, &path.defined(specs));
        let (names, host, cards) = (world.daemon(release), world.host.clone(), CardsByName::new());
        let mut run = Self { release, world, host, guest, names, cards };
        for event in path.prelude() {
            match event {
                Event::Command(command) => {
                    let went = run.go(command, Fault::None);
                    assert_eq!(went.outcome, Some(Outcome::Done), "{path:?} {specs:?} {}", release.rules.id);
                }
                Event::DaemonRestarts => run.daemon_restarts(),
                Event::HypervisorDies => run.host.hypervisor_dies(run.guest.incarnation()),
            }
        }
        run
    }

    pub(crate) fn inventory(&self) -> Inventory {
        inventory(&self.host, self.guest.incarnation(), &self.cards)
    }

    /// The user's scripts that the guest has run.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = &ScriptRun> {
        self.host.scripts().iter().filter(|run| run.actor == self.guest.incarnation())
    }

    /// The daemon dies, and another one takes its place, which has found the bystander.
    pub(crate) fn daemon_restarts(&mut self) {
        self.host.daemon_crash(self.guest.incarnation());
        self.guest.daemon_died();
        self.names = self.world.daemon(self.release);
    }

    /// Carries out a command, as far as the fault lets it.
    pub(crate) fn go(&mut self, command: Command, fault: Fault) -> Went {
        self.guest.begin(command).expect("the guest is in a phase for it");
        let mut went = Went { outcome: None, steps: Vec::new(), at_fault: Inventory::new(), card: None, name: None };
        loop {
            let actor = self.guest.incarnation();
            let number = went.steps.len();
            let (what, result) = match self.guest.next(&mut self.names) {
                Next::Op(op) => {
                    let refused = fault == Fault::Refuse(number);
                    if refused {
                        (went.card, went.name) = (card_of(actor, &op, &self.cards, &self.host), name_of(&op));
                    }
                    (What::of(&op), if refused { Err(Failure::errno(5, "EIO")) } else { self.host.perform(actor, &op) })
                }
                Next::Ended(outcome) => {
                    went.outcome = Some(outcome);
                    return went;
                }
                Next::Idle => panic!("a command was begun"),
            };
            went.steps.push(what);
            if fault == Fault::Refuse(number) {
                went.at_fault = self.inventory();
            }
            self.guest.answer(result, &mut self.names);
            self.note_names();
            if fault == Fault::Crash(number) {
                went.at_fault = self.inventory();
                self.daemon_restarts();
                return went;
            }
        }
    }

    fn note_names(&mut self) {
        let made = self.guest.cards().iter().enumerate().filter(|(_, card)| card.state.index.is_some());
        self.cards.extend(made.filter_map(|(number, card)| Some((card.state.name?, number))));
    }
}
