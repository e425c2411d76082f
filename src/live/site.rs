//! Real devices behind the interface of a simulated host.

mod lacking;
mod maker;

pub use maker::LiveMaker;

use ifrace_allocator::IfName;
use ifrace_allocator::host::{Failure, Host, HostOp, Incarnation, Network, Observe, Reply, Snapshot};
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::host::{Config, LinuxHost, PrivateOpenVswitch};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_sim::scene::{FOREIGN, Site};
use std::cell::RefCell;
use std::rc::Rc;

/// The other end of a veth pair. No document has this name: a document is UTF-8, in which no byte is 0xff.
const PEER: &[u8] = b"ifrace-peer\xff";

/// A host in a network namespace that a [`LiveMaker`] has made.
#[derive(Debug)]
pub struct LiveSite {
    /// Goes before the switch that it talks to.
    host: LinuxHost,
    config: Config,
    netns: Rc<RefCell<PrivateNetns>>,
    rtnetlink: Rtnetlink,
    switch: Option<PrivateOpenVswitch>,
}

impl LiveSite {
    /// A host in the namespace that the thread is in now.
    ///
    /// # Errors
    /// A socket cannot be opened.
    fn new(netns: Rc<RefCell<PrivateNetns>>, switch: Option<PrivateOpenVswitch>) -> Result<Self, Failure> {
        let open_vswitch = switch.as_ref().map(PrivateOpenVswitch::socket);
        // What a kernel lacks of traffic control does not change who removes it.
        let config = Config { open_vswitch, without_missing_traffic_control: true, ..Config::default() };
        let host = LinuxHost::in_private(&netns.borrow(), config.clone())?;
        Ok(Self { host, config, netns, rtnetlink: Rtnetlink::open()?, switch })
    }

    fn add_link(&mut self, request: NewLink) -> Result<(), OsError> {
        self.rtnetlink.new_link(&NewLink { create: true, excl: true, ..request }).map(drop)
    }

    fn set_up(&mut self, name: IfName) -> Result<(), Failure> {
        self.host.perform(FOREIGN, &HostOp::SetUp { name, up: true }).map(drop)
    }
}

impl Host for LiveSite {
    /// A network namespace keeps nothing else of the machine away, so what a document names as a script is not run.
    fn perform(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<Reply, Failure> {
        match op {
            HostOp::RunScript { .. } => Ok(Reply::Done),
            _ => self.host.perform(actor, op),
        }
    }
}

impl Observe for LiveSite {
    fn observe(&mut self) -> Result<Snapshot, Failure> {
        self.host.observe()
    }
}

impl Site for LiveSite {
    /// One end of a veth pair, as not every kernel has the kind `dummy`.
    fn add_lower(&mut self, name: IfName) -> Result<(), Failure> {
        let name_only = Some(payload(name.as_bytes()));
        self.add_link(NewLink { name: name_only, peer_name: Some(payload(PEER)), ..NewLink::of_kind(b"veth") })?;
        self.set_up(name)
    }

    fn add_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        self.add_link(NewLink { name: Some(payload(name.as_bytes())), ..NewLink::of_kind(b"bridge") })?;
        self.set_up(name)
    }

    fn add_ovs_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        match &mut self.switch {
            Some(switch) => switch.add_bridge(name),
            None => Err(Failure::other("the scene does not say that it needs Open vSwitch")),
        }
    }

    /// A host knows its networks from its beginning on, so it begins anew; it has done nothing yet.
    fn add_network(&mut self, network: Network) -> Result<(), Failure> {
        self.config.networks.push(network);
        self.host = LinuxHost::in_private(&self.netns.borrow(), self.config.clone())?;
        Ok(())
    }

    fn add_persistent_tap(&mut self, name: IfName, multi_queue: bool) -> Result<(), Failure> {
        let flags = TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE;
        let mut tap = TunDevice::open()?;
        tap.set_iff(name.as_bytes(), if multi_queue { flags | TunFlags::MULTI_QUEUE } else { flags })?;
        tap.set_persist(true)?;
        Ok(())
    }
}
