//! The hosts, side by side.

use crate::answers::agree;
use crate::event::{Event, STARTS};
use crate::kernel::Kernel;
use crate::memory::{Memory, incarnation, mac};
use crate::rebuild::rebuild;
use crate::table::Table;
use ifrace_allocator::host::Failure;
use ifrace_sim::world::host::{Host, HostNames as _};
use ifrace_sim::world::op::{Answer, DeviceId, Fault, Index, Op};
use ifrace_sim::world::owner::Owner;

/// The greatest number of a device or row in the test.
const FRESH_MAX: u8 = 120;

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The hosts agree.
    Agreed,
    /// They agree, and from here on they are not to: something was lost sight of.
    Lost,
    /// The same: the world's host has no room for what the other one has.
    TooSmall,
}

pub(crate) struct Lockstep {
    pub(crate) host: Host,
    pub(crate) table: Table,
    memory: Memory,
    kernel: Kernel,
    last: u8,
}

impl Lockstep {
    pub(crate) fn new(names: &[&str]) -> Self {
        let (host, table) = (Host::default(), Table::new(names));
        Self { host, table, memory: Memory::new(), kernel: Kernel::new(), last: 0 }
    }

    /// Lets something happen on all hosts and compares them; what is wrong, if something is.
    pub(crate) fn play(&mut self, event: &Event) -> Result<(Step, Option<Answer>), String> {
        match *event {
            Event::Op(actor, op) => {
                let (step, answer) = self.perform(actor, &op)?;
                Ok((step, Some(answer)))
            }
            Event::DaemonDies(of) => {
                let before = self.host;
                self.host.daemon_dies(of);
                self.memory.host.daemon_crash(incarnation(of));
                self.kernel.close_what_was_closed(&before, &self.host)?;
                Ok((self.compare()?, None))
            }
            Event::HypervisorDies(of) => {
                let before = self.host;
                self.host.hypervisor_dies(of);
                self.memory.host.hypervisor_dies(incarnation(of));
                self.kernel.close_what_was_closed(&before, &self.host)?;
                Ok((self.compare()?, None))
            }
        }
    }

    fn perform(&mut self, actor: Owner, op: &Op) -> Result<(Step, Answer), String> {
        let (before, fresh, loses) = (self.host, self.fresh(), self.loses(actor, op));
        let answer = self.host.perform(&mut self.table, actor, fresh, op);
        if let Some(fault) = self.refused(actor, op) {
            let right = answer == Answer::Failed(fault) && self.host == before;
            return if right { Ok((Step::Agreed, answer)) } else { Err(format!("{answer:?}, and not {fault:?}")) };
        }
        self.overwrite_status(actor, op);
        let theirs = self.memory.perform(&self.table, actor, op);
        if self.host.rest.too_small {
            let right = answer == Answer::Failed(Fault::Enomem) && theirs.is_ok();
            return if right { Ok((self.compare()?, answer)) } else { Err(format!("{answer:?}, and in memory {theirs:?}")) };
        }
        // `ip tuntap add` is told `EBUSY`, the host in memory says `EEXIST` for both sorts of foreign devices.
        let taken = actor == Owner::FOREIGN && theirs.as_ref().is_err_and(Failure::is_taken);
        let is_told = taken && matches!(op, Op::CreateTap { .. }) && answer == Answer::Failed(Fault::Ebusy);
        if !is_told && !agree(&mut self.memory, &self.table, fresh, op, (answer, &theirs)) {
            return Err(format!("{answer:?}, and in memory {theirs:?}"));
        }
        self.kernel.follow(&self.table, (&before, &self.host), actor, op, answer)?;
        if self.host.rest.lost != loses {
            return Err(format!("lost: {}, and not {loses}", self.host.rest.lost));
        }
        Ok((if loses { Step::Lost } else { self.compare()? }, answer))
    }

    /// A number that neither a device nor a row has, and that none had a short time ago.
    fn fresh(&mut self) -> Index {
        loop {
            self.last = if self.last >= FRESH_MAX { 1 } else { self.last + 1 };
            if self.host.live_indices().chain(self.host.live_rows()).all(|taken| taken != self.last) {
                return self.last;
            }
        }
    }

    /// What the world's host refuses and the one in memory does not.
    fn refused(&self, actor: Owner, op: &Op) -> Option<Fault> {
        match *op {
            Op::DeleteLink { device: DeviceId::Name(name) } if self.table.is_furniture(name) => Some(Fault::Eopnotsupp),
            _ => (actor == Owner::FOREIGN && is_for_guests(op)).then_some(Fault::Eperm),
        }
    }

    /// Whether an operation makes the host lose sight of what another start of the guest has.
    fn loses(&self, actor: Owner, op: &Op) -> bool {
        let Some(guest) = actor.guest() else { return false };
        let mut others = (1..=STARTS).filter(|start| *start != actor.start()).map(|start| incarnation(Owner::new(guest, start)));
        match *op {
            Op::Spawn => others.any(|other| self.memory.host.hypervisor(other).is_some()),
            Op::CreatePort { card, .. } => others.any(|other| {
                let ports = self.memory.host.belongings(other).ports;
                ports.iter().any(|port| port.mac == mac(guest, card))
            }),
            _ => false,
        }
    }

    /// A guest has one status file, which the host in memory has for each start.
    fn overwrite_status(&mut self, actor: Owner, op: &Op) {
        if let (Some(guest), Op::SaveStatus) = (actor.guest(), op) {
            for start in (1..=STARTS).filter(|start| *start != actor.start()) {
                let removed = self.memory.perform(&self.table, Owner::new(guest, start), &Op::RemoveStatus);
                removed.expect("it always succeeds");
            }
        }
    }

    /// Whether both hosts and the kernel have the same.
    fn compare(&mut self) -> Result<Step, String> {
        let rebuilt = rebuild(&mut self.memory, &mut self.table);
        match (rebuilt, self.host.rest.too_small) {
            (None, true) => return Ok(Step::TooSmall),
            (None, false) => return Err("it has no room for what is in memory".to_owned()),
            (Some(_), true) => return Err("it has room for all that is in memory".to_owned()),
            (Some((slots, rest)), false) => {
                if self.host != Host::from_slots(&slots, rest) {
                    return Err(format!(
                        "in memory:\n{slots:#?}\n{rest:?}\nand here:\n{:#?}\n{:?}",
                        self.host.slots(),
                        self.host.rest
                    ));
                }
            }
        }
        self.kernel.check(&self.table, &self.host)?;
        Ok(Step::Agreed)
    }
}

/// What only a guest can ask for.
const fn is_for_guests(op: &Op) -> bool {
    matches!(
        op,
        Op::AllowMac { .. }
            | Op::DisallowMac { .. }
            | Op::SetOvsQos { .. }
            | Op::ClearOvsQos { .. }
            | Op::CreatePort { .. }
            | Op::DeletePort { .. }
            | Op::Spawn
            | Op::Kill
            | Op::ConnectMonitor
            | Op::SetCpus { .. }
            | Op::Plug { .. }
            | Op::Unplug { .. }
            | Op::SaveStatus
            | Op::RemoveStatus
    )
}
