//! The model of libvirt 7.0, over the real kernel.

use crate::allocator::{Allocator, Finished, shared};
use crate::cell::Cell;
use crate::host::{Field, Host};
use ifrace_allocator::linux::ioctl::InterfaceIoctl;
use ifrace_model::policy::{self, Answer, DeviceKind, Era, Outcome, Presence, Request, Step};
use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The policy of the era `unified-7.0`: a mutex around the increment of the counter, and for each candidate a socket that is opened,
/// asked (`SIOCGIFFLAGS`) and closed. libvirt makes two calls of `fcntl(2)` more.
#[derive(Debug)]
pub(crate) struct Policy {
    policy: Mutex<policy::Policy>,
    field: Option<Field>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { policy: Mutex::new(policy::Policy::new(Era::Unified70)), field: None }
    }
}

impl Policy {
    fn lock(&self) -> MutexGuard<'_, policy::Policy> {
        self.policy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn probe(name: &[u8]) -> Presence {
    match InterfaceIoctl::open().and_then(|socket| socket.flags_of(name)) {
        Ok(_) => Presence::Present,
        Err(error) if error.symbol() == Some("ENODEV") => Presence::Absent,
        Err(_) => Presence::Failed,
    }
}

impl Allocator for Policy {
    const NAME: &'static str = "policy-7.0";
    type Worker = ();

    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64 {
        let field = Field::from(0, cell.taken);
        host.lay(field);
        self.lock().restart();
        self.field = Some(field);
        shared(calls, field.blocks, cell.threads)
    }

    fn worker(&self) {}

    fn name(&self, (): &mut ()) -> bool {
        let mut call = self.lock().begin(Request { kind: DeviceKind::Tap, wanted: None });
        let mut answer = None;
        loop {
            let step = call.step(&mut self.lock(), answer);
            match step {
                Step::Probe(name) => answer = Some(Answer::Exists(probe(name.as_bytes()))),
                Step::Done(outcome) => return matches!(black_box(outcome), Outcome::Generated(_)),
                Step::Create(name) => unreachable!("this era leaves the creation of {name} to its caller"),
            }
        }
    }

    fn finish(&mut self, round: Finished<()>) {
        let last = self.lock().counter(DeviceKind::Tap).and_then(|last| u64::try_from(last).ok());
        let expected = self.field.map(|field| field.behind(round.calls) - 1);
        assert!(round.failed > 0 || last == expected, "every call meets the taken names of a block: {last:?}, not {expected:?}");
    }
}
