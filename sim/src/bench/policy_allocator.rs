//! A naming policy of the model as an allocator.

use super::kernel::{create, find};
use super::{Abilities, Allocator, Given, Kernel};
use crate::history::Reply;
use ifrace_model::Errno;
use ifrace_model::kernel::Link;
use ifrace_model::policy::{Answer, DeviceKind, Era, Outcome, Policy, Presence, Request, Step};

/// Host operations after which a request counts as endless: twice the largest ring of ids that was ever searched, and more.
pub const HOST_OPERATIONS_MAX: u32 = 1 << 18;

/// One era's policy.
#[derive(Clone, Debug)]
pub struct PolicyAllocator {
    policy: Policy,
}

impl PolicyAllocator {
    /// The policy of this era, in a daemon that has just started.
    pub fn new(era: Era) -> Self {
        Self { policy: Policy::new(era) }
    }

    fn has_reservation(&self) -> bool {
        !matches!(self.policy.era(), Era::KernelTemplate | Era::MacvtapScan)
    }
}

impl Allocator for PolicyAllocator {
    fn abilities(&self) -> Abilities {
        let kinds = self.policy.era().kinds();
        Abilities { kinds, reserve: self.has_reservation(), restart: true, probe_faults: true, creates: true, taps: true }
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given {
        let request = Request { kind, wanted: wanted.map(<[u8]>::to_vec) };
        let mut created = None;
        let mut host = |step| match step {
            Step::Probe(_) if probes_fail => Answer::Exists(Presence::Failed),
            Step::Probe(name) => Answer::Exists(probe(kernel, name.as_bytes())),
            Step::Create(name) => {
                let result = create(kernel, kind, name.as_bytes());
                created = result.ok();
                Answer::Created(
                    result.map(|link| link.name).map_err(|number| Errno::from_number(number).unwrap_or(Errno::EINVAL)),
                )
            }
            Step::Done(_) => unreachable!("a call that is over asks for nothing"),
        };
        let (outcome, _) = self.policy.run(request, &mut host, HOST_OPERATIONS_MAX);
        match outcome {
            None => Given::Endless,
            Some(Outcome::Generated(name)) => Given::Name(name.as_bytes().to_vec()),
            Some(Outcome::Literal) => Given::Literal,
            Some(Outcome::Created(name)) => created
                .or_else(|| find(kernel, name.as_bytes()))
                .map_or(Given::Name(name.as_bytes().to_vec()), |link| Given::Device(Link { name, ..link })),
            Some(Outcome::Refused(ifrace_model::policy::Refusal::Unsupported)) => Given::Unsupported,
            Some(Outcome::Refused(refusal)) => Given::Refused(refusal.to_string()),
        }
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        if !self.has_reservation() {
            return Reply::Unsupported;
        }
        self.policy.reserve(name);
        Reply::Done
    }

    fn release(&mut self, name: &[u8]) -> Reply {
        self.policy.release(name);
        Reply::Done
    }

    fn restart(&mut self) -> Reply {
        self.policy.restart();
        Reply::Done
    }
}

/// `virNetDevExists`.
fn probe(kernel: &mut dyn Kernel, name: &[u8]) -> Presence {
    if find(kernel, name).is_some() { Presence::Present } else { Presence::Absent }
}
