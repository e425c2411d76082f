//! The host in memory, and its numbers for those of the world.

use crate::event::{GUESTS, STARTS};
use crate::table::{BRIDGES, FURNITURE, NETWORKS, OVS_BRIDGES, Table, if_name};
use crate::translate::{Asked, lower_name, wanted_name};
use ifrace_allocator::Mac;
use ifrace_allocator::host::{Actual, Failure, Host as _, HostOp, Incarnation, LinkKind, Network, Observe as _, Reply};
use ifrace_allocator::interface::{Filter, VirtualPort};
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::world::op::Op;
use ifrace_sim::world::owner::Owner;

/// A number that no device and no row gets.
const UNKNOWN: u32 = 1 << 30;

/// The host in memory, and its numbers for those of the world.
pub(crate) struct Memory {
    pub(crate) host: MemoryHost,
    pub(crate) indices: [u32; 256],
    pub(crate) rows: [u128; 256],
    filter: Filter,
    port: VirtualPort,
}

/// The number of who is no guest.
const NO_GUEST: u8 = 99;

/// Who is no guest, as a start of a guest that the world does not have.
const FOREIGN: Incarnation = Incarnation::new(99, 1);

pub(crate) fn incarnation(owner: Owner) -> Incarnation {
    owner.incarnation().unwrap_or(FOREIGN)
}

pub(crate) fn owner(incarnation: Incarnation) -> Owner {
    let Incarnation { guest, start } = incarnation;
    if incarnation == FOREIGN { Owner::FOREIGN } else { Owner::new(guest as u8, start as u16) }
}

/// Everybody who acts in the test.
pub(crate) fn owners() -> impl Iterator<Item = Owner> {
    let guests = GUESTS.into_iter().flat_map(|guest| (1..=STARTS).map(move |start| Owner::new(guest, start)));
    guests.chain([Owner::FOREIGN])
}

pub(crate) fn mac(guest: u8, card: u8) -> Mac {
    Mac([2, 0, 0, 0, guest, card])
}

/// The address of a guest's devices, which is none of its cards'.
pub(crate) fn device_mac(guest: u8) -> Mac {
    mac(guest, 9)
}

impl Memory {
    pub(crate) fn new() -> Self {
        let mut host = MemoryHost::new();
        for name in FURNITURE {
            let name_of = if_name(name);
            host = match name {
                _ if OVS_BRIDGES.contains(&name) => host.with_ovs_bridge(name_of),
                _ if BRIDGES.contains(&name) => host.with_device(name_of, LinkKind::Bridge),
                _ => host.with_device(name_of, LinkKind::Other),
            };
        }
        for (name, actual) in NETWORKS.into_iter().zip([Actual::Bridge(if_name("br0")), Actual::OpenVswitch(if_name("ovsbr0"))]) {
            host = host.with_network(Network { name: name.to_owned(), actual, limited: false });
        }
        let filter = Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() };
        Self { host, indices: [UNKNOWN; 256], rows: [UNKNOWN.into(); 256], filter, port: VirtualPort::default() }
    }

    /// Plays an operation, for who is no guest by what makes foreign devices.
    pub(crate) fn perform(&mut self, table: &Table, actor: Owner, op: &Op) -> Result<Reply, Failure> {
        match *op {
            Op::CreateTap { wanted, queues, .. } if actor == Owner::FOREIGN => {
                let name = wanted_name(table, wanted);
                let index =
                    if queues > 1 { self.host.add_persistent_multi_queue_tap(name) } else { self.host.add_persistent_tap(name) };
                self.foreign(index)
            }
            Op::CreateMacvtap { wanted, lower, .. } if actor == Owner::FOREIGN => {
                let index = self.host.add_foreign_macvtap(wanted_name(table, wanted), lower_name(lower));
                self.foreign(index)
            }
            _ => {
                let Self { filter, port, indices, rows, .. } = self;
                let asked = Asked { table, guest: actor.guest().unwrap_or(NO_GUEST), filter, port, indices, rows };
                let answer = self.host.perform(incarnation(actor), &asked.translate(op));
                self.bear(actor, &answer);
                answer
            }
        }
    }

    /// Devices of the world bear the address of the guest that created them.
    fn bear(&mut self, actor: Owner, answer: &Result<Reply, Failure>) {
        if let (Ok(Reply::Device { name, .. }), Some(guest)) = (answer, actor.guest())
            && self.host.owner_of_device(*name) == Some(incarnation(actor))
        {
            let set = HostOp::SetMac { name: *name, mac: device_mac(guest) };
            self.host.perform(incarnation(actor), &set).expect("it was made");
        }
    }

    fn foreign(&self, index: Result<u32, Failure>) -> Result<Reply, Failure> {
        let index = index?;
        let seen = self.host.clone().observe()?.devices.into_iter().find(|device| device.index == index);
        Ok(Reply::Device { name: seen.expect("it was made").name, index })
    }
}
