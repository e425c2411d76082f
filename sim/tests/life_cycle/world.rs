//! The host on which every run begins, with guests that run on it already.

use crate::kind::{Kind, Spec};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Guest, Outcome, Settings, drive};
use ifrace_allocator::host::{Actual, Incarnation, LinkKind, Network, Observe};
use ifrace_allocator::interface::MacvtapMode;
use ifrace_allocator::memory::{Belongings, MemoryHost};
use ifrace_allocator::names::Naming;
use ifrace_sim::release::{DaemonNames, Release};

pub(crate) const OWN_TAP: &str = "own-tap";
pub(crate) const OWN_MACVTAP: &str = "own-macvtap";

/// The number of the guest whose life is looked at.
pub(crate) const SUBJECT: u16 = 0;

/// The number of a guest that has something of the same name.
pub(crate) const OWNER: u16 = 1;

/// A host, and what must not change on it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) host: MemoryHost,
    bystander: (Incarnation, Belongings),
    /// The user's own devices by name and index.
    own: Vec<(IfName, u32)>,
    /// The names of the bystander's devices, which a daemon has reserved.
    taken: Vec<IfName>,
}

pub(crate) fn name(text: &str) -> IfName {
    IfName::new(text).expect("the name fits")
}

/// A host with bridges, lower devices and networks, and the user's own tap and macvtap.
pub(crate) fn host() -> MemoryHost {
    let network = |text: &str, actual, limited| Network { name: text.to_owned(), actual, limited };
    let mut host = MemoryHost::new()
        .with_device(name("eth0"), LinkKind::Other)
        .with_device(name("eth1"), LinkKind::Other)
        .with_device(name("br0"), LinkKind::Bridge)
        .with_ovs_bridge(name("ovsbr0"))
        .with_ovs_bridge(name("ovsbr1"))
        .with_network(network("bridged", Actual::Bridge(name("br0")), true))
        .with_network(network("direct", Actual::Direct { lower: name("eth0"), mode: MacvtapMode::Bridge }, false))
        .with_network(network("switched", Actual::OpenVswitch(name("ovsbr0")), false));
    host.add_persistent_tap(name(OWN_TAP)).expect("the name is free");
    host.add_foreign_macvtap(name(OWN_MACVTAP), name("eth0")).expect("the name is free");
    host
}

pub(crate) fn guest(number: u16, release: &Release, specs: &[Spec]) -> Guest<DaemonNames> {
    let settings = Settings { mac_filter: specs.iter().any(|spec| spec.full) };
    let interfaces = specs.iter().map(|spec| spec.interface().into()).collect();
    Guest::new(number, release.rules, settings, interfaces).expect("the interfaces are fit")
}

/// A guest that runs.
pub(crate) fn started(
    number: u16,
    release: &Release,
    specs: &[Spec],
    names: &mut DaemonNames,
    host: &mut MemoryHost,
) -> Guest<DaemonNames> {
    let mut guest = guest(number, release, specs);
    guest.begin(Command::Start).expect("it is off");
    assert_eq!(drive(&mut guest, names, host), Outcome::Done, "{} {specs:?}", release.rules.id);
    guest
}

impl World {
    /// A host with a guest that has an interface of every sort and does not take part.
    pub(crate) fn new(release: &Release) -> Self {
        let (mut host, mut names) = (host(), release.daemon());
        let generated = [Kind::Bridge, Kind::NetworkOvs, Kind::Direct].map(|kind| Spec::new(kind, None, true));
        let cards = [&generated[..], &[Spec::new(Kind::Ethernet, Some("other-tap"), true)]].concat();
        let guest = started(OWNER, release, &cards, &mut names, &mut host);
        let taken = guest.cards().iter().filter_map(|card| card.state.name).collect();
        Self::around(host, guest.incarnation(), taken)
    }

    /// A host with one guest that has the name that the user gives to another as well.
    pub(crate) fn owned(release: &Release, owner: Spec) -> Self {
        let (mut host, mut names) = (host(), release.daemon());
        let mut interface = owner.interface();
        // One queue: a tap of several could be shared.
        interface.queues = None;
        let settings = Settings { mac_filter: true };
        let mut guest = Guest::new(OWNER, release.rules, settings, vec![interface.into()]).expect("the interface is fit");
        guest.begin(Command::Start).expect("it is off");
        assert_eq!(drive(&mut guest, &mut names, &mut host), Outcome::Done, "{} {owner:?}", release.rules.id);
        let taken = guest.cards().iter().filter_map(|card| card.state.name).collect();
        Self::around(host, guest.incarnation(), taken)
    }

    /// A host on which nothing of this start of a guest may change.
    pub(crate) fn around(mut host: MemoryHost, who: Incarnation, taken: Vec<IfName>) -> Self {
        let (bystander, own) = ((who, host.belongings(who)), own_devices(&mut host));
        assert!(!bystander.1.is_empty() && own.len() == 2);
        Self { host, bystander, own, taken }
    }

    /// The names of a daemon that has found the bystander.
    pub(crate) fn daemon(&self, release: &Release) -> DaemonNames {
        let mut names = release.daemon();
        self.taken.iter().for_each(|name| names.reserve(*name));
        names
    }

    /// What is different for somebody who did not take part; `None` if nothing is.
    pub(crate) fn harm(&self, host: &mut MemoryHost) -> Option<String> {
        let (who, before) = &self.bystander;
        let (after, own) = (host.belongings(*who), own_devices(host));
        if after != *before {
            return Some(format!("{who} had {before:?}\nand has {after:?}"));
        }
        (own != self.own).then(|| format!("the user's own devices were {:?}\nand are {own:?}", self.own))
    }
}

fn own_devices(host: &mut MemoryHost) -> Vec<(IfName, u32)> {
    let seen = host.observe().expect("it can be looked at");
    let own = [name(OWN_TAP), name(OWN_MACVTAP)];
    seen.devices.iter().filter(|device| own.contains(&device.name)).map(|device| (device.name, device.index)).collect()
}
