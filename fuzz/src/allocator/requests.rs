//! What an agent is asked for.

use super::agent::{Agent, Flaw, fresh};
use ifrace_allocator::names::{Lease, NamePattern, StateError};
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::{Abilities, Allocator, Given, HardenedAllocator, Kernel};
use ifrace_sim::history::Reply;
use std::cell::RefCell;
use std::rc::Rc;

/// An agent that somebody else has hold of, too, while a bench asks it.
#[derive(Clone, Debug)]
pub(super) struct Shared(pub(super) Rc<RefCell<Agent>>);

impl Allocator for Shared {
    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn generate(&mut self, _host: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, _probes_fail: bool) -> Given {
        let agent = &mut *self.0.borrow_mut();
        agent.host.begin();
        let result = match wanted {
            None => agent.next(kind, NamePattern::of_kind(HardenedAllocator::named_kind(kind))),
            Some(text) if text.contains(&b'%') => match NamePattern::parse(text) {
                Ok(pattern) => agent.next(kind, pattern),
                Err(error) => Err(format!("{}: {error}", text.escape_ascii())),
            },
            Some(text) => agent.literal(kind, text),
        };
        agent.host.end();
        result.unwrap_or_else(Given::Refused)
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        let agent = self.0.borrow();
        if agent.flaw == Flaw::Deaf { Reply::Done } else { reply(agent.names.reserve(name)) }
    }

    fn release(&mut self, name: &[u8]) -> Reply {
        let agent = &mut *self.0.borrow_mut();
        let is_of = |lease: &Lease| lease.name().as_bytes() == name;
        let lease = agent.leases.iter().position(is_of).map(|at| agent.leases.swap_remove(at));
        reply(lease.map_or(Ok(()), |lease| agent.gone(lease)))
    }

    /// What it knows of the host does not survive that.
    fn restart(&mut self) -> Reply {
        let agent = &mut *self.0.borrow_mut();
        if agent.flaw == Flaw::Forgetful {
            (agent.names, agent.leases, agent.late) = (fresh(), Vec::new(), Vec::new());
        }
        reply(agent.restarted())
    }
}

impl Agent {
    fn restarted(&mut self) -> Result<(), StateError> {
        self.names = self.names.restarted()?;
        (self.late, self.leases) = self.names.take_orphans()?.into_iter().partition(Lease::is_retired);
        Ok(())
    }
}

fn reply(result: Result<(), StateError>) -> Reply {
    result.map_or_else(|error| Reply::refused(error.to_string()), |()| Reply::Done)
}
