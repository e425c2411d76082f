//! What the host in memory has, in the form of the world's host.

use crate::event::{GUESTS, STARTS};
use crate::memory::{Memory, incarnation, mac, owner, owners};
use crate::table::{BRIDGES, FURNITURE, LOWERS, OVS_BRIDGES, Table, if_name};
use ifrace_allocator::IfName;
use ifrace_allocator::host::{DeviceSeen, Host as _, HostOp, Incarnation, LinkKind, Observe as _};
use ifrace_allocator::interface::MacvtapMode;
use ifrace_allocator::memory::{Belongings, Cpus, Device, Holder as Process, OvsSide};
use ifrace_sim::world::host::{Holder, Hypervisor, Rest, SLOTS_MAX, Slot};
use ifrace_sim::world::op::NameId;
use ifrace_sim::world::owner::Owner;
use std::collections::BTreeMap;

type Slots = BTreeMap<NameId, Slot>;

/// The slots and the rest; `None` if there is no room for them in a host of the world.
pub(crate) fn rebuild(memory: &mut Memory, table: &mut Table) -> Option<(Vec<Slot>, Rest)> {
    let (mut slots, mut rest, mut fits) = (Slots::new(), Rest::default(), true);
    let all: Vec<(Owner, Belongings)> = owners().map(|one| (one, memory.host.belongings(incarnation(one)))).collect();
    for seen in memory.host.observe().expect("it can be looked at").devices {
        let known = all.iter().flat_map(|(_, has)| &has.devices).find(|device| device.name == seen.name);
        let device = known.cloned().unwrap_or_else(|| idle(memory, &seen));
        fits &= add_device(memory, slot(&mut slots, table, seen.name), &device);
    }
    for (owner, has) in &all {
        add_belongings(memory, &mut slots, table, *owner, has);
        add_rest(memory, &mut rest, *owner, has);
    }
    let slots: Vec<Slot> = slots.into_values().collect();
    (fits && slots.len() <= SLOTS_MAX).then_some((slots, rest))
}

fn slot<'a>(slots: &'a mut Slots, table: &mut Table, name: IfName) -> &'a mut Slot {
    let name = table.number(name);
    slots.entry(name).or_insert(Slot { name, ..Slot::default() })
}

fn place(list: &[&str], name: IfName) -> usize {
    list.iter().position(|one| one.as_bytes() == name.as_bytes()).expect("it is listed")
}

/// The world's number; one that is never given out for what only the host in memory has room for.
fn number_of<T: PartialEq>(numbers: &[T], theirs: &T) -> u8 {
    numbers.iter().position(|one| one == theirs).map_or(u8::MAX, |at| at as u8)
}

/// A foreign device that nobody holds belongs to nobody: on a copy, somebody opens it to see it.
fn idle(memory: &Memory, seen: &DeviceSeen) -> Device {
    let (mut copy, spy) = (memory.host.clone(), Incarnation::new(500, 1));
    let DeviceSeen { name, index, .. } = *seen;
    let ways = [HostOp::OpenTap { name, queues: 1 }, HostOp::OpenTap { name, queues: 2 }, HostOp::OpenMacvtap { name, index }];
    assert!(ways.iter().any(|op| copy.perform(spy, op).is_ok()), "{name}");
    let mut device = copy.belongings(spy).devices.remove(0);
    device.holders.clear();
    device
}

/// False if it has too many holders, or one with too many descriptors.
fn add_device(memory: &Memory, slot: &mut Slot, device: &Device) -> bool {
    let passthrough = device.lower.is_some_and(|lower| lower.mode == MacvtapMode::Passthrough);
    let flags = [
        (Slot::MACVTAP, device.kind == LinkKind::Macvtap),
        (Slot::UP, device.up),
        (Slot::PERSISTENT, device.persistent),
        (Slot::MULTI_QUEUE, device.multi_queue),
        (Slot::NO_QUEUE, device.no_queue),
        (Slot::PASSTHROUGH, passthrough),
    ];
    slot.flags = flags.iter().map(|(flag, on)| if *on { *flag } else { 0 }).sum();
    slot.index = number_of(&memory.indices, &device.index);
    slot.bridge = device.bridge.map_or(0, |bridge| place(&BRIDGES, bridge) as u8 + 1);
    slot.lower = device.lower.map_or(0, |lower| place(&LOWERS, lower.name) as u8 + 1);
    slot.creator = device.owner.map_or(Owner::FOREIGN, owner);
    slot.limits = device.limits.map_or(Owner::NOBODY, |limits| owner(limits.owner));
    let holder = |(process, count): (&Process, &u32)| Holder {
        owner: owner(process.incarnation()),
        hypervisor: matches!(process, Process::Hypervisor(_)),
        count: (*count).try_into().unwrap_or(0),
    };
    let mut holders: Vec<Holder> = device.holders.iter().map(holder).collect();
    holders.sort();
    let fits = holders.len() <= slot.holders.len() && holders.iter().all(|holder| holder.count > 0);
    slot.holders.iter_mut().zip(holders).for_each(|(place, holder)| *place = holder);
    fits
}

fn add_belongings(memory: &Memory, slots: &mut Slots, table: &mut Table, owner: Owner, has: &Belongings) {
    for (name, binding) in &has.filters {
        let slot = slot(slots, table, *name);
        slot.filter = owner;
        slot.flags |= if binding.rules { Slot::RULES } else { 0 };
    }
    for (name, address) in &has.mac_rules {
        let cards = GUESTS.into_iter().flat_map(|guest| (0..4).map(move |card| (guest, card)));
        let (guest, card) = cards.into_iter().find(|(guest, card)| mac(*guest, *card) == *address).expect("it is a card's");
        slot(slots, table, *name).mac_rules |= 1 << (4 * guest + card);
    }
    for (name, row) in &has.ovs_ports {
        let slot = slot(slots, table, *name);
        slot.row = number_of(&memory.rows, &row.uuid);
        slot.row_bridge = place(&OVS_BRIDGES, row.bridge) as u8 + 1;
        slot.row_owner = owner;
        slot.row_sending = row.sending.map_or(0, |guest| guest as u8 + 1);
    }
    for (name, side, _) in &has.ovs_qos {
        let slot = slot(slots, table, *name);
        match (side, owner.guest()) {
            (OvsSide::Sending, Some(guest)) => slot.qos |= 1 << guest,
            (OvsSide::Sending, None) => panic!("{owner:?} has no mark"),
            (OvsSide::Receiving, _) => slot.receiving = owner,
        }
    }
    for (name, _) in &has.bandwidths {
        // Nothing is kept of furniture.
        let seen = slots.get(&table.number(*name)).is_some_and(|slot| slot.limits == owner);
        assert!(seen || FURNITURE.iter().any(|one| if_name(one) == *name), "{name}");
    }
}

fn add_rest(memory: &Memory, rest: &mut Rest, owner: Owner, has: &Belongings) {
    for (name, _) in &has.lowers {
        rest.lowers[place(&LOWERS, *name)] = owner;
    }
    let Some(guest) = owner.guest() else { return };
    let (at, start) = (usize::from(guest), owner.start());
    assert!((1..=STARTS).contains(&start));
    for port in &has.ports {
        let card = (0..4).find(|card| mac(guest, *card) == port.mac).expect("it is a card's");
        rest.ports[at][usize::from(card)] = start;
    }
    if let Some(cpus) = memory.host.hypervisor(incarnation(owner)) {
        rest.hypervisors[at] = Hypervisor { start, running: cpus == Cpus::Running };
    }
    if memory.host.has_status(incarnation(owner)) {
        rest.status[at] = start;
    }
}
