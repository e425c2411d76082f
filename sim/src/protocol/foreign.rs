//! A subject as an allocator.

use super::dialogue::nothing_to_ask;
use super::host::{Asked, find};
use super::{Dialogue, Peer, Reply, Request, Restart};
use crate::bench::{Abilities, Allocator, Given, Kernel};
use crate::history;
use crate::subject::Ending;
use ifrace_model::Template;
use ifrace_model::kernel::Link;
use ifrace_model::policy::DeviceKind;
use std::cell::OnceCell;

/// A subject for one history. What it gives once it has ended means nothing.
pub(super) struct Foreign<'a, P> {
    dialogue: &'a mut Dialogue<P>,
    ended: &'a OnceCell<Ending>,
}

impl<'a, P: Peer> Foreign<'a, P> {
    /// A subject that was just started or reset. How it ends will stand in the cell.
    pub(super) fn new(dialogue: &'a mut Dialogue<P>, ended: &'a OnceCell<Ending>) -> Self {
        Self { dialogue, ended }
    }

    /// A result, or nothing if the subject has ended before or with it.
    fn unless_ended<T>(&mut self, work: impl FnOnce(&mut Dialogue<P>) -> Result<T, Ending>) -> Option<T> {
        if self.ended.get().is_some() {
            return None;
        }
        // It was empty a moment ago.
        work(self.dialogue).map_err(|ending| drop(self.ended.set(ending))).ok()
    }

    fn tell(&mut self, is_able: bool, request: &Request) -> history::Reply {
        if !is_able {
            return history::Reply::Unsupported;
        }
        match self.unless_ended(|dialogue| dialogue.ask(request, &mut |_| nothing_to_ask())) {
            Some(Reply::Done) => history::Reply::Done,
            Some(Reply::Refused { reason }) => history::Reply::refused(reason),
            _ => history::Reply::Unsupported,
        }
    }
}

impl<P: Peer> Allocator for Foreign<'_, P> {
    fn abilities(&self) -> Abilities {
        self.dialogue.hello().abilities(true)
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given {
        let abilities = self.abilities();
        if !abilities.kinds.contains(&kind) {
            return Given::Unsupported;
        }
        let probes_fail = probes_fail && abilities.probe_faults;
        let request = Request::Generate { kind, name: wanted.map(<[u8]>::to_vec), probes_fail };
        let given = self.unless_ended(|dialogue| {
            let mut asked = Asked { kernel: &mut *kernel, kind, probes_fail };
            let reply = dialogue.ask(&request, &mut |question| asked.answer(question))?;
            given(kernel, dialogue.hello().creates, reply, wanted).map_err(|how| Ending::BrokeProtocol { how })
        });
        given.unwrap_or(Given::Unsupported)
    }

    fn reserve(&mut self, name: &[u8]) -> history::Reply {
        self.tell(self.dialogue.hello().reserve, &Request::Reserve { name: name.to_vec() })
    }

    fn release(&mut self, name: &[u8]) -> history::Reply {
        self.tell(self.dialogue.hello().release, &Request::Release { name: name.to_vec() })
    }

    fn restart(&mut self) -> history::Reply {
        match self.dialogue.hello().restart {
            Restart::No => history::Reply::Unsupported,
            Restart::Request => self.tell(true, &Request::Restart),
            Restart::Process => {
                self.unless_ended(Dialogue::restart_process).map_or(history::Reply::Unsupported, |()| history::Reply::Done)
            }
        }
    }
}

/// What a reply means. A subject that creates devices has one when it replies; what it says is checked on the host.
fn given(kernel: &mut dyn Kernel, creates: bool, reply: Reply, wanted: Option<&[u8]>) -> Result<Given, String> {
    let mut device = |name: &[u8]| -> Result<Option<Link>, String> {
        if !creates {
            return Ok(None);
        }
        let missing = || format!("it creates devices, and there is none of the name \"{}\" that it gave", name.escape_ascii());
        find(kernel, name).ok_or_else(missing).map(Some)
    };
    Ok(match reply {
        Reply::Named { name } => device(&name)?.map_or(Given::Name(name), Given::Device),
        Reply::Literal => {
            let name = literal(wanted)?;
            device(name)?.map_or(Given::Literal, Given::Own)
        }
        Reply::Refused { reason } => Given::Refused(reason),
        Reply::Unsupported | Reply::Done => Given::Unsupported,
    })
}

/// The name that was asked for, if it can be taken as it is.
fn literal(wanted: Option<&[u8]>) -> Result<&[u8], String> {
    match wanted {
        None => Err("it replied \"literal\", and no name was asked for".to_owned()),
        Some(name) if Template::parse(name).is_ok() => {
            Err(format!("it replied \"literal\", and \"{}\" is a template", name.escape_ascii()))
        }
        Some(name) => Ok(name),
    }
}
