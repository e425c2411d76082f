//! What happens on the host of the test, drawn at random.

use ifrace_allocator::host::OvsAddForm;
use ifrace_sim::Rng;
use ifrace_sim::world::host::{Host, Slot};
use ifrace_sim::world::op::{Bound, DeviceId, NameId, Op, Wanted};
use ifrace_sim::world::owner::Owner;

/// The guests of the test, whose bits are the first, one between and the last.
pub(crate) const GUESTS: [u8; 3] = [0, 3, 7];
pub(crate) const STARTS: u16 = 2;
const CARDS: usize = 4;

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Op(Owner, Op),
    DaemonDies(Owner),
    HypervisorDies(Owner),
}

/// Draws events. The starts of a guest follow one another, and what an earlier one asks for comes late.
pub(crate) struct Source {
    rng: Rng,
    starts: [u16; GUESTS.len()],
    again: usize,
    restart: usize,
}

impl Source {
    /// In `again` of 5 cases a name is drawn that has something, and in one of `restart` a guest starts once more.
    pub(crate) fn new(seed: u64, again: usize, restart: usize) -> Self {
        Self { rng: Rng::for_case(seed, 1), starts: [1; GUESTS.len()], again, restart }
    }

    pub(crate) fn next(&mut self, host: &Host, names: &[NameId]) -> Event {
        let at = self.rng.below(GUESTS.len());
        if self.rng.chance(1, self.restart) {
            self.starts[at] = STARTS;
        }
        let start = if self.rng.chance(1, 5) { 1 } else { self.starts[at] };
        let owner = if self.rng.chance(1, 15) { Owner::FOREIGN } else { Owner::new(GUESTS[at], start) };
        match self.rng.below(120) {
            0 => Event::DaemonDies(owner),
            1 => Event::HypervisorDies(owner),
            _ => {
                let name = self.name(host, names);
                let op = match self.op(host, owner, name) {
                    // The host in memory makes foreign macvtaps in one mode.
                    Op::CreateMacvtap { wanted, lower, .. } if owner == Owner::FOREIGN => {
                        Op::CreateMacvtap { wanted, lower, passthrough: false }
                    }
                    op => op,
                };
                Event::Op(owner, op)
            }
        }
    }

    fn name(&mut self, host: &Host, names: &[NameId]) -> NameId {
        match host.slots() {
            slots @ [_, ..] if self.rng.chance(self.again, 5) => self.rng.pick(slots).name,
            _ => *self.rng.pick(names),
        }
    }

    fn op(&mut self, host: &Host, owner: Owner, name: NameId) -> Op {
        match self.rng.below(9) {
            0 | 1 => self.device(name),
            2 => self.descriptor(host, owner, name),
            3 => self.setting(name),
            4 => self.deletion(host, name),
            5 => self.by_name(host, name),
            6 => self.ovs(host, name),
            _ => self.life(name),
        }
    }

    fn device(&mut self, name: NameId) -> Op {
        let template = self.rng.below(2) as u8;
        let wanted = if self.rng.chance(1, 2) { Wanted::Name(name) } else { Wanted::Template(template) };
        let queues = *self.rng.pick(&[0, 1, 1, 1, 2, 3, 3, 150]);
        match self.rng.below(6) {
            0..3 => Op::CreateTap { wanted, queues, exclusive: self.rng.chance(1, 2) },
            3 => Op::OpenTap { name, queues },
            _ => Op::CreateMacvtap { wanted, lower: self.rng.below(3) as u8, passthrough: self.rng.chance(1, 6) },
        }
    }

    fn descriptor(&mut self, host: &Host, owner: Owner, name: NameId) -> Op {
        // One that the actor has descriptors of, if there is one.
        let holds = |slot: &&Slot| slot.holders.iter().any(|holder| holder.owner == owner);
        let held: Vec<NameId> = host.slots().iter().filter(holds).map(|slot| slot.name).collect();
        let name = if held.is_empty() || self.rng.chance(1, 3) { name } else { *self.rng.pick(&held) };
        let index = self.index(host);
        let ops = [Op::OpenMacvtap { index }, Op::CloseDevice { name }, Op::KeepTap { name }];
        let plugs = [Op::Plug { name }, Op::Plug { name }, Op::Unplug { name }];
        *self.rng.pick(&[ops, plugs].concat())
    }

    /// The number of a device, or of one that is long gone.
    fn index(&mut self, host: &Host) -> u8 {
        let live: Vec<u8> = host.live_indices().collect();
        if live.is_empty() || self.rng.chance(1, 4) { self.rng.below(40) as u8 } else { *self.rng.pick(&live) }
    }

    fn setting(&mut self, name: NameId) -> Op {
        let up = self.rng.chance(2, 3);
        let (bridge, lower) = (self.rng.below(2) as u8, self.rng.below(3) as u8);
        let on_device = [Op::SetUp { name, up }, Op::JoinBridge { name, bridge }, Op::SetNoQueue { name }, Op::Adjust { name }];
        let (exclusive, own) = (self.rng.chance(1, 2), self.rng.chance(1, 2));
        let lowers = [Op::BorrowLower { lower, exclusive }, Op::RestoreLower { lower, own }];
        let others = [*self.rng.pick(&lowers), *self.rng.pick(&lowers), Op::Probe { name }, Op::LookUp { name }];
        *self.rng.pick(&[on_device, others].concat())
    }

    fn deletion(&mut self, host: &Host, name: NameId) -> Op {
        let by_index = DeviceId::Index(self.index(host));
        let device = *self.rng.pick(&[by_index, DeviceId::Name(name), DeviceId::Own(name)]);
        let ops = [Op::DeleteLink { device }, Op::DeleteTap { name }, Op::ClearBandwidth { device }, Op::SetBandwidth { name }];
        *self.rng.pick(&ops)
    }

    fn by_name(&mut self, host: &Host, name: NameId) -> Op {
        let bound = *self.rng.pick(&[Bound::Refused, Bound::Refused, Bound::Adopted, Bound::Replaced]);
        let (own, card) = (self.rng.chance(1, 2), self.rng.below(CARDS) as u8);
        let filters = [Op::CreateFilter { name, bound }, Op::DeleteFilter { name, own }];
        let rules = [Op::AllowMac { name, card }, Op::DisallowMac { name, card }];
        let device = DeviceId::Index(self.index(host));
        *self.rng.pick(&[filters, rules, [Op::SetBandwidth { name }, Op::ClearBandwidth { device }]].concat())
    }

    fn ovs(&mut self, host: &Host, name: NameId) -> Op {
        let forms = [OvsAddForm::Replace, OvsAddForm::MayExist, OvsAddForm::Transient, OvsAddForm::Exclusive];
        let (form, bridge) = (*self.rng.pick(&forms), self.rng.below(2) as u8);
        let live: Vec<u8> = host.live_rows().collect();
        let row = if live.is_empty() { 1 } else { *self.rng.pick(&live) };
        let row = if self.rng.chance(1, 4) { self.rng.below(20) as u8 } else { row };
        let (sending, receiving, own) = (self.rng.chance(1, 2), self.rng.chance(1, 2), self.rng.chance(1, 2));
        let add = Op::AddOvsPort { name, bridge, form };
        let delete = Op::DeleteOvsPort { name, row: self.rng.chance(1, 2).then_some(row), own: self.rng.chance(1, 2) };
        let qos = Op::SetOvsQos { name, sending, receiving };
        *self.rng.pick(&[add, add, delete, qos, qos, Op::ClearOvsQos { name, own }])
    }

    fn life(&mut self, name: NameId) -> Op {
        let (card, running) = (self.rng.below(CARDS) as u8, self.rng.chance(1, 2));
        let port = Op::CreatePort { network: card % 2, card };
        let hypervisor = [Op::Spawn, Op::Spawn, Op::Spawn, Op::Kill, Op::ConnectMonitor, Op::SetCpus { running }];
        let others = [port, Op::DeletePort { card }, Op::SaveStatus, Op::RemoveStatus, Op::PrepareHost, Op::RunScript { name }];
        *self.rng.pick(&[hypervisor, others].concat())
    }
}
