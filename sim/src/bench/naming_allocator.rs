//! The generator of a daemon of the simulated worlds as an allocator.

use super::kernel::{create_exclusively, create_if_free, errno_text, find};
use super::policy_allocator::HOST_OPERATIONS_MAX;
use super::{Abilities, Allocator, Given, HardenedAllocator, Kernel};
use crate::history::Reply;
use ifrace_allocator::IfName;
use ifrace_allocator::host::Failure;
use ifrace_allocator::names::{Named, Naming, NamingAnswer, NamingStep};
use ifrace_model::kernel::Link;
use ifrace_model::policy::DeviceKind;

/// A [`Naming`] in the hands of a daemon that creates every device exclusively, one with a name that its caller chose as well. A restart
/// leaves nothing of it.
#[derive(Clone, Debug)]
pub struct NamingAllocator<N> {
    naming: N,
    start: fn() -> N,
}

impl<N: Naming> NamingAllocator<N> {
    /// In a daemon that has just started. This is how its generator starts.
    pub fn new(start: fn() -> N) -> Self {
        Self { naming: start(), start }
    }

    fn request(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<IfName>) -> Result<Given, String> {
        let mut call = self.naming.begin(HardenedAllocator::named_kind(kind), wanted);
        let (mut answer, mut device) = (None, None);
        for _ in 0..HOST_OPERATIONS_MAX {
            answer = Some(match self.naming.step(&mut call, answer) {
                NamingStep::Probe(name) => NamingAnswer::Exists(Ok(find(kernel, name.as_bytes()).is_some())),
                NamingStep::Create(name) => {
                    let created = create_exclusively(kernel, kind, name.as_bytes());
                    device = created.ok();
                    NamingAnswer::Created(created.map(|_| name).map_err(failure))
                }
                NamingStep::Done(named) => return end(kernel, kind, wanted, named, device),
            });
        }
        Ok(Given::Endless)
    }
}

impl<N: Naming> Allocator for NamingAllocator<N> {
    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, _probes_fail: bool) -> Given {
        let wanted = wanted.map(HardenedAllocator::own_name).transpose();
        wanted.and_then(|wanted| self.request(kernel, kind, wanted)).unwrap_or_else(Given::Refused)
    }

    /// No device has a name that is too long for one, so that nothing needs to be kept from it.
    fn reserve(&mut self, name: &[u8]) -> Reply {
        if let Some(name) = IfName::new(name) {
            self.naming.reserve(name);
        }
        Reply::Done
    }

    fn release(&mut self, name: &[u8]) -> Reply {
        if let Some(name) = IfName::new(name) {
            self.naming.release(name);
        }
        Reply::Done
    }

    fn restart(&mut self) -> Reply {
        self.naming = (self.start)();
        Reply::Done
    }
}

/// What the caller gets of a request that has ended; `device` is what its last creation has made.
fn end(
    kernel: &mut dyn Kernel,
    kind: DeviceKind,
    wanted: Option<IfName>,
    named: Named,
    device: Option<Link>,
) -> Result<Given, String> {
    let mut take = |name| create_if_free(kernel, kind, name)?.ok_or_else(|| format!("{name}: the name is taken"));
    match (named, wanted) {
        (Named::Created, _) => device.map(Given::Device).ok_or_else(|| "its generator has created no device".to_owned()),
        (Named::Picked(name), _) => take(name).map(Given::Device),
        (Named::Literal, Some(name)) => take(name).map(Given::Own),
        (Named::Literal, None) => Err("its generator leaves the name to a caller who chose none".to_owned()),
        (Named::Refused(failure), _) => Err(failure.to_string()),
    }
}

fn failure(number: i32) -> Failure {
    Failure { errno: number, text: errno_text(number).into() }
}
