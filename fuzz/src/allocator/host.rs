//! The simulated host: the model's namespace, and what goes wrong on it.

use super::calls::{Call, Creation};
use ifrace_model::Errno;
use ifrace_model::kernel::{Namespace, Operation, Reply, Rules};
use ifrace_sim::bench::{DeviceNames, Kernel, KernelResult};
use std::cell::{Ref, RefCell};
use std::rc::Rc;

/// The device that somebody else's names go to.
const LOOPBACK: u32 = 1;

/// The simulated host. Its clones are the same host.
#[derive(Clone, Debug)]
pub(super) struct Host(Rc<RefCell<State>>);

#[derive(Debug)]
struct State {
    namespace: Namespace,
    /// Which operation of the agent is to fail, and how.
    refusal: Option<(u8, Errno)>,
    /// Whether the name of the next device is taken before it is created.
    snatches: bool,
    /// What was seen since the agent began to work; `None` while it does not.
    call: Option<Call>,
    /// What was seen when it worked last.
    seen: Call,
}

impl Host {
    pub(super) fn new() -> Self {
        let namespace = Namespace::new(Rules::Trust);
        Self(Rc::new(RefCell::new(State { namespace, refusal: None, snatches: false, call: None, seen: Call::default() })))
    }

    /// Everything that has a name.
    pub(super) fn namespace(&self) -> Ref<'_, Namespace> {
        Ref::map(self.0.borrow(), |state| &state.namespace)
    }

    pub(super) fn refuse(&self, after: u8, errno: Errno) {
        self.0.borrow_mut().refusal = Some((after, errno));
    }

    pub(super) fn snatch(&self) {
        self.0.borrow_mut().snatches = true;
    }

    /// Gives the device that has this name another one. Whether it has it now.
    pub(super) fn rename(&self, from: &[u8], to: &[u8]) -> bool {
        let namespace = &mut self.0.borrow_mut().namespace;
        let found = namespace.lookup_exact(from).filter(|index| *index != LOOPBACK);
        let named = |index: &u32| namespace.device(*index).is_some_and(|device| device.name.as_bytes() == from);
        let Some(index) = found.filter(named) else { return false };
        namespace.rename(index, to, ifrace_model::kernel::RenameVia::Netlink).is_ok()
    }

    /// The agent begins to work on a request.
    pub(super) fn begin(&self) {
        self.0.borrow_mut().call = Some(Call::default());
    }

    /// The agent has ended its work.
    pub(super) fn end(&self) {
        let state = &mut *self.0.borrow_mut();
        state.seen = state.call.take().unwrap_or_default();
    }

    /// What was seen during the last request.
    pub(super) fn seen(&self) -> Call {
        std::mem::take(&mut self.0.borrow_mut().seen)
    }
}

impl Kernel for Host {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        let state = &mut *self.0.borrow_mut();
        let Some(name) = created(operation).filter(|_| state.call.is_some()) else {
            state.refused()?;
            return state.namespace.perform(operation);
        };
        let refusal = state.refused();
        if refusal.is_ok() && std::mem::take(&mut state.snatches) {
            state.take(name);
        }
        let taken = state.namespace.lookup_exact(name).is_some();
        let result = refusal.and_then(|()| state.namespace.perform(operation));
        let link = result.as_ref().map_err(|number| *number).and_then(|reply| match reply {
            Reply::Link(link) => Ok(*link),
            Reply::Done => Err(0),
        });
        let creation = Creation { name: name.to_vec(), taken, result: link, refused: refusal.is_err() };
        state.call.iter_mut().for_each(|call| call.creations.push(creation.clone()));
        result
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        let state = &mut *self.0.borrow_mut();
        state.refused()?;
        state.namespace.names_by_device()
    }
}

impl State {
    /// Counts an operation of the agent; an error if it is the one that fails.
    fn refused(&mut self) -> Result<(), i32> {
        let (Some(call), Some((after, errno))) = (&mut self.call, self.refusal) else { return Ok(()) };
        self.refusal = after.checked_sub(1).map(|after| (after, errno));
        if self.refusal.is_some() {
            return Ok(());
        }
        call.refused = true;
        Err(errno.number())
    }

    /// Somebody else takes a name, if it is one and free.
    fn take(&mut self, name: &[u8]) {
        let added = self.namespace.apply(&Operation::AltnameAdd { index: LOOPBACK, name: name.to_vec() });
        if let (Ok(_), Some(call)) = (added, &mut self.call) {
            call.snatched.push(name.to_vec());
        }
    }
}

/// The name of a guest's device that an operation creates.
fn created(operation: &Operation) -> Option<&[u8]> {
    match operation {
        Operation::Tun(request) => Some(&request.name),
        Operation::NewLink(request) if request.link.is_some() => request.name.as_deref(),
        _ => None,
    }
}
