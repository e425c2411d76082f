//! How guests move.

use super::book::{Cause, Followed, LocalId};
use super::fault::is_cleanup;
use super::held::holds;
use super::host::Host;
use super::info::{Info, Next};
use super::judge::stomps;
use super::local::{Ended, Kind};
use super::numbers::{creates, fresh, on_host};
use super::op::{Answer, Fault, Op};
use super::owner::Owner;
use super::property::Property;
use super::reach;
use super::state::State;
use super::system::{Infos, World};
use super::violated::Violated;
use crate::system::Seen;

/// An operation that was performed, or was made to fail.
pub(super) struct Performed {
    pub(super) op: Op,
    pub(super) answer: Answer,
    pub(super) injected: bool,
    /// The guest, as it was when it asked.
    pub(super) asked: Info,
    pub(super) actor: Owner,
}

impl Performed {
    /// What it is to the guest.
    pub(super) const fn cause(&self, guest: u8) -> Cause {
        match (self.answer, self.injected) {
            (Answer::Failed(fault), true) => Cause::Injected(fault),
            (answer, _) => Cause::Answer(answer.known_by(guest)),
        }
    }
}

impl<const WORDS: usize> World<WORDS> {
    /// The operation that a guest asks for when it moves; `None` if it moves without one.
    pub(super) fn next_op(&mut self, state: &State, guest: u8) -> Option<Op> {
        let info = self.notes.info(state.locals[usize::from(guest)]);
        match info.next {
            Next::Op(op) => Some(op),
            Next::Begin(_) => {
                let begun = self.follow(&mut state.clone(), guest, Cause::Begin);
                match self.notes.info(begun.local).next {
                    Next::Op(op) => Some(op),
                    _ => None,
                }
            }
            Next::Die | Next::Rest => None,
        }
    }

    /// Lets a guest begin what it does next. Its own state then.
    pub(super) fn begin(&mut self, state: &mut State, guest: u8) -> LocalId {
        self.follow(state, guest, Cause::Begin).local
    }

    /// Lets something happen to a guest's own state.
    fn follow(&mut self, state: &mut State, guest: u8, cause: Cause) -> Followed {
        let (place, daemon) = (usize::from(guest), usize::from(self.stage.daemon_of[usize::from(guest)]));
        let followed = self.notes.follow(state.locals[place], cause, state.counters[daemon]);
        (state.locals[place], state.counters[daemon]) = (followed.local, followed.counters);
        state.host.rest.too_small |= followed.full;
        followed
    }

    pub(super) fn guest_moves(&mut self, state: &mut State, guest: u8, variant: u8) -> Seen {
        let before = self.infos(state);
        let mut seen = Seen::default();
        let mut asked = before[usize::from(guest)];
        match asked.next {
            Next::Rest => return seen,
            Next::Die => return self.hypervisor_dies(state, guest),
            Next::Begin(kind) => {
                let followed = self.follow(state, guest, Cause::Begin);
                seen = self.begun(state, guest, kind, followed.ended);
                asked = self.notes.info(followed.local);
            }
            Next::Op(_) => {}
        }
        let Next::Op(op) = asked.next else { return seen };
        let host = state.host;
        let performed = self.perform(state, guest, asked, op, variant);
        let followed = self.follow(state, guest, performed.cause(guest));
        let now = self.notes.info(followed.local);
        seen = seen.and(self.ended(state, guest, followed.ended));
        seen = seen.and(self.judge(&host, state, &before, &performed, &now));
        if state.host.rest.too_small {
            seen.violated = 0;
        }
        if state.restarted && seen.violated & !Violated::Hygiene.bit() != 0 {
            seen.violated |= Violated::Restart.bit();
        }
        seen
    }

    pub(super) fn perform(&mut self, state: &mut State, guest: u8, asked: Info, op: Op, variant: u8) -> Performed {
        let actor = Owner::new(guest, asked.start);
        if let Some(fault) = variant.checked_sub(1).and_then(|place| op.faults().get(usize::from(place))) {
            state.left.operations = state.left.operations.saturating_sub(1);
            state.excused |= is_cleanup(op) && !asked.setting_up;
            return Performed { op, answer: Answer::Failed(*fault), injected: true, asked, actor };
        }
        let op = on_host(op, guest);
        let index = match creates(op) {
            Some(what) => fresh(state, &self.infos(state), guest, what),
            None => Some(0),
        };
        let answer = match index {
            Some(index) => state.host.perform(&mut self.notes, actor, index, &op),
            None => {
                state.host.rest.too_small = true;
                Answer::Failed(Fault::Enomem)
            }
        };
        Performed { op, answer, injected: false, asked, actor }
    }

    fn judge(&self, host: &Host, state: &State, before: &Infos, performed: &Performed, now: &Info) -> Seen {
        let stomped = stomps(host, &state.host, performed.actor, before);
        let mut seen = Seen { violated: stomped, reached: reach::of_operation(host, performed, now) };
        if stomped != 0 && performed.asked.undoing_start {
            seen.violated |= Violated::FailedStart.bit();
        }
        seen = seen.and(self.created(host, before, performed, now));
        let guest = performed.actor.guest().map(usize::from);
        if now.running && before.iter().enumerate().any(|(other, info)| Some(other) != guest && info.running) {
            seen.reached |= Property::BothRunning.bit();
        }
        seen
    }

    /// What is to be said of a device that somebody has got.
    fn created(&self, host: &Host, before: &Infos, performed: &Performed, now: &Info) -> Seen {
        let mut seen = Seen::default();
        let (Op::CreateTap { .. } | Op::CreateMacvtap { .. }, Answer::Device { name, index }) = (performed.op, performed.answer)
        else {
            return seen;
        };
        if host.slot(name).is_some_and(|slot| slot.index == index) {
            seen.violated |= Violated::Adoption.bit();
            seen.reached |= Property::ExistingMet.bit();
            return seen;
        }
        let guest = performed.actor.guest().map(usize::from);
        let others =
            || before.iter().enumerate().filter(|(other, info)| Some(*other) != guest && (info.pending || info.leaving != 0));
        if others().next().is_some() {
            seen.reached |= Property::CreationDuringCleanup.bit();
        }
        if others().any(|(_, info)| info.gives_up(name)) {
            seen.reached |= Property::NameReused.bit();
        }
        if now.has_generated(name) && others().any(|(other, info)| holds(host, other, info, name)) {
            seen.violated |= Violated::ReuseBeforeCleanup.bit();
        }
        let first = guest.and_then(|guest| self.stage.first_id(guest));
        if first.is_some_and(|first| now.has_generated(name) && self.notes.names.id(name).is_some_and(|id| id < first)) {
            seen.reached |= Property::Wrapped.bit();
        }
        seen
    }

    fn begun(&self, state: &State, guest: u8, kind: Kind, ended: Option<Ended>) -> Seen {
        let mut seen = self.ended(state, guest, ended);
        if kind == Kind::Incoming && self.stage.role(guest).unhygienic {
            seen.violated |= Violated::Hygiene.bit();
        }
        seen
    }

    /// What is to be said of a command that has ended.
    fn ended(&self, state: &State, guest: u8, ended: Option<Ended>) -> Seen {
        let Some(ended) = ended else { return Seen::default() };
        let mut seen = Seen { violated: 0, reached: reach::of_command(ended) };
        let is_start = matches!(ended.what, Kind::Start | Kind::Incoming | Kind::Finish | Kind::Hotplug);
        if is_start && ended.failed && !ended.faulted {
            seen.reached |= Property::StartRefused.bit();
            // What a cleanup left that was made to fail may be in the way.
            if !self.stage.role(guest).may_conflict && !state.excused {
                seen.violated |= Violated::Progress.bit();
            }
        }
        seen
    }
}
