//! How an interface gets its device: which name is generated, and what happens to a device that exists.

use super::prepare::forget;
use super::work::{ByGenerator, Creation, Needs, Waiting};
use super::{Card, Guest};
use crate::IfName;
use crate::host::{Actual, Failure, Found, LinkKind, MacvtapKind, Reply};
use crate::names::{Named, NamedKind, Naming, NamingAnswer, NamingStep};
use crate::rules::{Existing, TapNames};

impl<N: Naming> Guest<N> {
    /// The first operation of the step.
    pub(super) fn begin_creation(&mut self, card: usize, names: &mut N) -> Needs {
        let state = &self.cards[card].state;
        let (actual, target) = (state.actual.unwrap_or(Actual::None), self.cards[card].interface.target);
        let creation = match (actual, target) {
            (Actual::Unmanaged, None) => return Needs::Failure(Failure::other("target dev must be supplied when managed='no'")),
            (Actual::Unmanaged, Some(name)) => Creation::MustExist(name),
            (Actual::Direct { .. }, wanted) => {
                return self.ask_for_name(card, NamedKind::OnLower(MacvtapKind::Macvtap), wanted, names);
            }
            (_, Some(name)) if self.is_literal(name) => self.begin_literal(actual, name),
            (_, wanted) => {
                let template = wanted.filter(|_| self.rules.life.tap_names == TapNames::Template);
                // A name that is replaced is forgotten before the device is made (bitmap era, qemuInterfaceBridgeConnect).
                self.cards[card].state.name = template;
                return self.ask_for_name(card, NamedKind::Tap, template, names);
            }
        };
        Needs::Operation(Waiting::Creation(card, creation))
    }

    fn is_literal(&self, name: IfName) -> bool {
        match self.rules.life.tap_names {
            TapNames::Replaced => !name.as_bytes().starts_with(b"vnet") && !name.as_bytes().contains(&b'%'),
            TapNames::Template => !name.is_template(),
        }
    }

    fn begin_literal(&self, actual: Actual, name: IfName) -> Creation {
        let existing = self.rules.life.existing;
        let rule = if actual == Actual::Ethernet { existing.ethernet } else { existing.bridged };
        match rule {
            Existing::Refused => Creation::MustBeAbsent(name),
            Existing::Adopted => Creation::Create(name),
        }
    }

    fn ask_for_name(&mut self, card: usize, kind: NamedKind, wanted: Option<IfName>, names: &mut N) -> Needs {
        let mut call = names.begin(kind, wanted);
        let step = names.step(&mut call, None);
        if let Some(work) = &mut self.work {
            work.naming = Some(call);
        }
        self.after_naming(card, step, names)
    }

    fn after_naming(&mut self, card: usize, step: NamingStep, names: &mut N) -> Needs {
        let write_ahead = self.rules.life.write_ahead;
        let creation = match step {
            NamingStep::Probe(name) => Creation::NamingProbe(name),
            // What is noted for two interfaces of a guest would be removed for both.
            NamingStep::Create(name) if write_ahead && self.has_elsewhere(card, name) => {
                return self.answer_naming(card, NamingAnswer::Created(Err(taken())), names);
            }
            NamingStep::Create(name) if write_ahead && !name.is_template() => Creation::NoteName(name, ByGenerator::Yes),
            NamingStep::Create(name) => Creation::NamingCreate(name),
            NamingStep::Done(Named::Picked(name)) if write_ahead => Creation::NoteName(name, ByGenerator::No),
            NamingStep::Done(Named::Picked(name)) => Creation::Create(name),
            NamingStep::Done(Named::Literal) => match self.cards[card].interface.target {
                Some(name) => Creation::Create(name),
                None => return Needs::Failure(Failure::other("the generator of names found a literal name where there is none")),
            },
            NamingStep::Done(Named::Created) => return Needs::Nothing,
            NamingStep::Done(Named::Refused(why)) => return Needs::Failure(why),
        };
        Needs::Operation(Waiting::Creation(card, creation))
    }

    /// What follows the answer to one operation of the step.
    pub(super) fn go_on_creating(
        &mut self,
        card: usize,
        creation: Creation,
        result: Result<Reply, Failure>,
        names: &mut N,
    ) -> Needs {
        let next = |creation| Needs::Operation(Waiting::Creation(card, creation));
        match (creation, result) {
            (Creation::NamingProbe(_) | Creation::NamingCreate(_), result) => self.go_on_naming(card, creation, result, names),
            // The device is there, and what follows closes it.
            (Creation::NoteMade(_), Err(why)) => Needs::Failure(why),
            (_, Err(why)) => {
                self.forget_what_was_noted(card);
                Needs::Failure(why)
            }
            (Creation::NoteName(name, by), Ok(Reply::Done)) => {
                self.note_name(card, name);
                next(if by == ByGenerator::Yes { Creation::NamingCreate(name) } else { Creation::Create(name) })
            }
            (Creation::NoteMade(name), Ok(Reply::Done)) => {
                self.save_all();
                self.answer_naming(card, NamingAnswer::Created(Ok(name)), names)
            }
            (Creation::MustBeAbsent(name), Ok(Reply::Exists(false))) => next(Creation::Create(name)),
            (Creation::MustBeAbsent(name), Ok(Reply::Exists(true))) => Needs::Failure(already_exists(name)),
            (Creation::MustExist(name), Ok(Reply::Exists(true))) => next(Creation::WhatIsIt(name)),
            (Creation::MustExist(name) | Creation::WhatIsIt(name), Ok(Reply::Exists(false) | Reply::Found(None))) => {
                Needs::Failure(Failure::other(format!("target {name} does not exist")))
            }
            (Creation::WhatIsIt(name), Ok(Reply::Found(Some(found)))) => self.open_existing(card, name, found),
            (Creation::OpenMacvtap(name, index), Ok(Reply::Done)) => {
                self.note_device(card, name, index);
                Needs::Nothing
            }
            (Creation::Create(_) | Creation::OpenTap(_), Ok(reply)) => {
                let generated = self.work.as_ref().is_some_and(|work| work.naming.is_some());
                self.has_device(card, reply, generated).map_or_else(Needs::Failure, |_| Needs::Nothing)
            }
            (_, Ok(reply)) => Needs::Failure(unexpected(reply)),
        }
    }

    /// What follows an answer that the generator of names waits for.
    fn go_on_naming(&mut self, card: usize, creation: Creation, result: Result<Reply, Failure>, names: &mut N) -> Needs {
        let Creation::NamingCreate(wanted) = creation else {
            return self.answer_naming(card, NamingAnswer::Exists(result.and_then(|reply| reply.into_exists())), names);
        };
        let created = result.and_then(|reply| self.has_device(card, reply, true));
        match created {
            Ok(name) if self.rules.life.write_ahead && wanted.is_template() => {
                return Needs::Operation(Waiting::Creation(card, Creation::NoteMade(name)));
            }
            Ok(_) => {}
            Err(_) => self.forget_what_was_noted(card),
        }
        self.answer_naming(card, NamingAnswer::Created(created), names)
    }

    fn open_existing(&self, card: usize, name: IfName, found: Found) -> Needs {
        let creation = match (found.kind, self.rules.life.existing.unmanaged) {
            (LinkKind::Macvtap, _) => Creation::OpenMacvtap(name, found.index),
            (_, Existing::Refused) => return Needs::Failure(already_exists(name)),
            (_, Existing::Adopted) => Creation::OpenTap(name),
        };
        Needs::Operation(Waiting::Creation(card, creation))
    }

    /// There is no device of the name that was noted, or it is somebody else's.
    fn forget_what_was_noted(&mut self, card: usize) {
        if self.rules.life.write_ahead {
            forget(&mut self.cards[card]);
        }
    }

    fn answer_naming(&mut self, card: usize, answer: NamingAnswer, names: &mut N) -> Needs {
        let Some(call) = self.work.as_mut().and_then(|work| work.naming.as_mut()) else { return Needs::Nothing };
        let step = names.step(call, Some(answer));
        self.after_naming(card, step, names)
    }

    /// The status file has the name; whether there will be a device is another thing.
    fn note_name(&mut self, card: usize, name: IfName) {
        let Card { interface, state, .. } = &mut self.cards[card];
        (state.name, state.generated) = (Some(name), interface.target != Some(name));
        self.save_all();
    }

    /// Whether another interface of the guest has a name.
    fn has_elsewhere(&self, card: usize, name: IfName) -> bool {
        self.cards.iter().enumerate().any(|(other, one)| other != card && one.state.name == Some(name))
    }

    fn has_device(&mut self, card: usize, reply: Reply, generated: bool) -> Result<IfName, Failure> {
        let Reply::Device { name, index } = reply else { return Err(unexpected(reply)) };
        self.note_device(card, name, index);
        self.cards[card].state.generated = generated && self.cards[card].interface.target != Some(name);
        Ok(name)
    }
}

fn taken() -> Failure {
    Failure::errno(17, "EEXIST")
}

fn already_exists(name: IfName) -> Failure {
    Failure::other(format!("the device {name} already exists"))
}

pub(super) fn unexpected(reply: Reply) -> Failure {
    Failure::other(format!("the host gave an answer that does not belong to the operation: {reply}"))
}

impl Reply {
    fn into_exists(self) -> Result<bool, Failure> {
        match self {
            Self::Exists(exists) => Ok(exists),
            reply => Err(unexpected(reply)),
        }
    }
}
