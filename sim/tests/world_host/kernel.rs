//! The model of the kernel, which makes and deletes the same devices.

use crate::answers::fault;
use crate::table::{FURNITURE, LOWERS, Table, template};
use ifrace_model::Errno;
use ifrace_model::kernel::{Link, Namespace, NewLink, Reply, Rules, Selector, TunSetIff};
use ifrace_sim::world::host::{Host, HostNames as _, Slot};
use ifrace_sim::world::op::{Answer, DeviceId, Fault, Op, Wanted};
use ifrace_sim::world::owner::Owner;

/// A network namespace, and its indexes for the numbers of the world.
pub(crate) struct Kernel {
    host: Namespace,
    indices: [u32; 256],
    lowers: Vec<u32>,
}

impl Kernel {
    pub(crate) fn new() -> Self {
        let mut host = Namespace::new(Rules::Trust);
        for name in FURNITURE {
            host.new_link(&NewLink::create("bridge", Some(name.as_bytes()))).expect("the name is free");
        }
        let lowers = LOWERS.iter().filter_map(|name| host.lookup_exact(name.as_bytes())).collect();
        Self { host, indices: [u32::MAX >> 1; 256], lowers }
    }

    /// Does what an operation did to devices; what is wrong, if the kernel answers otherwise.
    pub(crate) fn follow(
        &mut self,
        table: &Table,
        hosts: (&Host, &Host),
        actor: Owner,
        op: &Op,
        answer: Answer,
    ) -> Result<(), String> {
        let (before, after) = hosts;
        let foreign = actor == Owner::FOREIGN;
        match *op {
            Op::CreateTap { wanted, queues, exclusive } => {
                let tap =
                    TunSetIff { excl: exclusive || foreign, persist: foreign, ..TunSetIff::tap(wanted_bytes(table, wanted)) };
                let made = self.open(tap, queues.max(1), foreign);
                self.compare(table, made, answer)
            }
            Op::OpenTap { name, queues } => {
                let made = self.open(TunSetIff::tap(table.bytes(name)), queues.max(1), false);
                self.compare(table, made, answer)
            }
            // The mode of a macvtap is not in the model, nor that it keeps others off.
            Op::CreateMacvtap { .. } if answer == Answer::Failed(Fault::Einval) => Ok(()),
            Op::CreateMacvtap { wanted, lower, .. } => {
                let link = Some(self.lowers.get(usize::from(lower)).copied().unwrap_or(u32::MAX >> 1));
                let request = NewLink { link, ..NewLink::create("macvtap", Some(wanted_bytes(table, wanted))) };
                let made = self.host.new_link(&request);
                self.compare(table, made, answer)
            }
            Op::DeleteLink { device: DeviceId::Name(name) } if table.is_furniture(name) => Ok(()),
            Op::DeleteLink { device } => {
                let selector = match device {
                    DeviceId::Name(name) => Selector::name(table.bytes(name)),
                    DeviceId::Index(index) => Selector::index(self.indices[usize::from(index)]),
                    // The model knows no addresses: what the host has deleted is the device.
                    DeviceId::Own(_) if answer != Answer::Done => return Ok(()),
                    DeviceId::Own(name) => Selector::name(table.bytes(name)),
                };
                let deleted = self.host.delete(&selector);
                self.compare(table, deleted, answer)
            }
            Op::DeleteTap { name } => {
                let deleted = self.delete_tap(table.bytes(name));
                self.compare(table, deleted, answer)
            }
            Op::KeepTap { name } if answer == Answer::Done => {
                let index = after.slot(name).map_or(u32::MAX >> 1, |slot| self.indices[usize::from(slot.index)]);
                let kept = self.host.set_persist(index, true);
                self.compare(table, kept, answer)
            }
            _ => self.close_what_was_closed(before, after),
        }
    }

    /// A process closes its descriptors: as many as the world's host has closed.
    pub(crate) fn close_what_was_closed(&mut self, before: &Host, after: &Host) -> Result<(), String> {
        for old in before.slots().iter().filter(|slot| slot.has_device() && !slot.is(Slot::MACVTAP)) {
            let new = after.slot(old.name).filter(|slot| slot.index == old.index).map_or(0, Slot::queues);
            for _ in new..old.queues() {
                self.host.close(self.indices[usize::from(old.index)]).map_err(|errno| format!("close of {old:?}: {errno:?}"))?;
            }
        }
        Ok(())
    }

    /// `TUNSETIFF` once for each queue; if one fails, those before are closed.
    fn open(&mut self, tap: TunSetIff, queues: u8, once: bool) -> Result<Reply, Errno> {
        let tap = TunSetIff { multi_queue: queues > 1, ..tap };
        let made = self.host.tun(&tap)?;
        let Reply::Link(link) = made else { return Ok(made) };
        let again = TunSetIff { name: link.name.as_bytes().to_vec(), excl: false, ..tap };
        for opened in 1..if once { 1 } else { queues } {
            if let Err(errno) = self.host.tun(&again) {
                (0..opened).try_for_each(|_| self.host.close(link.index).map(|_| ()))?;
                return Err(errno);
            }
        }
        Ok(made)
    }

    /// `TUNSETIFF`, `TUNSETPERSIST` 0 and a close: the tap is gone.
    fn delete_tap(&mut self, name: &[u8]) -> Result<Reply, Errno> {
        let Reply::Link(link) = self.host.tun(&TunSetIff::tap(name))? else { return Ok(Reply::Done) };
        self.host.close(link.index)?;
        if self.host.device(link.index).is_some() {
            self.host.delete(&Selector::index(link.index))?;
        }
        Ok(Reply::Done)
    }

    fn compare(&mut self, table: &Table, kernel: Result<Reply, Errno>, answer: Answer) -> Result<(), String> {
        let agree = match (kernel, answer) {
            (Ok(Reply::Link(Link { name, index })), Answer::Device { name: ours, index: number }) => {
                let fresh = self.host.device(self.indices[usize::from(number)]).is_none();
                if fresh {
                    self.indices[usize::from(number)] = index;
                }
                name.as_bytes() == table.bytes(ours) && self.indices[usize::from(number)] == index
            }
            (Ok(Reply::Done), Answer::Done) => true,
            (Err(errno), Answer::Failed(ours)) => fault(errno.name()) == Some(ours),
            _ => false,
        };
        if agree { Ok(()) } else { Err(format!("the kernel answers {kernel:?}")) }
    }

    /// Whether the same devices have the same names, numbers and queues.
    pub(crate) fn check(&self, table: &Table, host: &Host) -> Result<(), String> {
        let names = 1 + FURNITURE.len() + host.live_indices().count();
        let same = |slot: &&Slot| {
            let index = self.host.lookup_exact(table.bytes(slot.name));
            let tun = index.and_then(|index| self.host.device(index)).and_then(|device| device.tun);
            let is_same = index == Some(self.indices[usize::from(slot.index)]) && tun.is_none() == slot.is(Slot::MACVTAP);
            let tun_of = |slot: &Slot| (slot.queues(), slot.is(Slot::PERSISTENT), slot.is(Slot::MULTI_QUEUE));
            is_same && tun.is_none_or(|tun| (tun.queues, tun.persistent, tun.multi_queue) == tun_of(slot))
        };
        match host.slots().iter().filter(|slot| slot.has_device()).find(|slot| !same(slot)) {
            Some(slot) => Err(format!("the kernel has not {slot:?}")),
            None if self.host.names().count() == names => Ok(()),
            None => Err(format!("the kernel has {} names, the host {names}", self.host.names().count())),
        }
    }
}

fn wanted_bytes(table: &Table, wanted: Wanted) -> &[u8] {
    match wanted {
        Wanted::Name(name) => table.bytes(name),
        Wanted::Template(number) => template(number).as_bytes(),
    }
}
