//! Guaranteed rates: classes on the bridge of a network (libvirt 9.0.0, `virNetDevBandwidthPlug`).

use super::bandwidth::{quantum, tc};
use super::{Command, LinuxHost};
use crate::host::Failure;

use crate::linux::rtnetlink::QdiscParent;
use crate::{IfName, Mac};

/// The first number of a class for a guest; 1 is the whole bridge, 2 is everybody without a guarantee.
const FIRST_CLASS: u32 = 3;
/// Number of the first filter (`virNetDevBandwidthManipulateFilter`).
const FIRST_FILTER: u32 = 800;
/// What a network may carry, in KiB/s. Here networks have limits without figures; this one is beyond any guarantee.
const NETWORK_RATE: u64 = 1024 * 1024;

/// The class of a guest on a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FloorClass {
    bridge: IfName,
    number: u32,
}

impl LinuxHost {
    /// Takes a guaranteed rate off a bridge, for what goes to this address.
    ///
    /// # Errors
    /// `ENODEV` if there is no such bridge; what `tc` says, and then the class is gone again.
    pub(super) fn add_floor(&mut self, bridge: IfName, mac: Mac, floor: u64) -> Result<FloorClass, Failure> {
        self.prepare_bridge(bridge)?;
        let class = FloorClass { bridge, number: self.free_class(bridge) };
        let number = class.number;
        let rate = format!("parent 1:1 classid 1:{number:x} htb rate {floor}kbps ceil {NETWORK_RATE}kbps");
        // libvirt computes the share from the average, which an interface with nothing but a floor has not.
        self.runner.run(tc("class add dev", bridge).words(&rate).words(&quantum(0)?))?;
        let queue = tc("qdisc add dev", bridge).words(&format!("parent 1:{number:x} handle {number:x}: sfq perturb 10"));
        let result = self.run_if_known(queue).and_then(|()| self.runner.run(filter(class, mac)).map(drop));
        if let Err(failure) = result {
            self.remove_floor(class)?;
            return Err(failure);
        }
        Ok(class)
    }

    /// Gives a guaranteed rate back; what is gone already is no failure (libvirt 9.0.0, `virNetDevBandwidthUnplug`).
    ///
    /// # Errors
    /// `tc` is not installed.
    pub(super) fn remove_floor(&mut self, class: FloorClass) -> Result<(), Failure> {
        let FloorClass { bridge, number } = class;
        self.runner.attempt_all([
            tc("qdisc del dev", bridge).words(&format!("handle {number:x}:")),
            tc("filter del dev", bridge).words(&format!("prio 2 handle 800::{} u32", FIRST_FILTER + number)),
            tc("class del dev", bridge).words(&format!("classid 1:{number:x}")),
        ])
    }

    /// Does what the start of a network with limits does (libvirt 9.0.0, `virNetDevBandwidthSet` with `hierarchical_class`).
    fn prepare_bridge(&mut self, bridge: IfName) -> Result<(), Failure> {
        let index = self.ioctl.index_of(bridge.as_bytes())?;
        let root = self.rtnetlink.qdiscs()?.into_iter().find(|one| one.index == index && one.parent == QdiscParent::Root);
        if root.is_some_and(|root| root.kind == b"htb") {
            return Ok(());
        }
        let quantum = quantum(NETWORK_RATE)?;
        self.runner.run_all([
            tc("qdisc add dev", bridge).words("root handle 1: htb default 2"),
            tc("class add dev", bridge)
                .words(&format!("parent 1: classid 1:1 htb rate {NETWORK_RATE}kbps ceil {NETWORK_RATE}kbps {quantum}")),
            tc("class add dev", bridge).words(&format!("parent 1:1 classid 1:2 htb rate {NETWORK_RATE}kbps {quantum}")),
        ])?;
        self.run_if_known(tc("qdisc add dev", bridge).words("parent 1:2 handle 2: sfq perturb 10"))?;
        self.run_if_known(tc("filter add dev", bridge).words("parent 1:0 protocol all prio 1 handle 1 fw flowid 1"))
    }

    /// The lowest free number (libvirt 9.0.0, `networkNextClassID`).
    fn free_class(&self, bridge: IfName) -> u32 {
        let taken = |number| self.ports.values().flatten().any(|class| *class == FloorClass { bridge, number });
        (FIRST_CLASS..).find(|number| !taken(*number)).unwrap_or(FIRST_CLASS)
    }
}

/// The filter that puts what goes to an address into its class.
fn filter(class: FloorClass, mac: Mac) -> Command {
    let FloorClass { bridge, number } = class;
    let [a, b, c, d, e, f] = mac.0;
    tc("filter add dev", bridge)
        .words(&format!("protocol ip prio 2 handle 800::{} u32 match u16 0x0800 0xffff at -2", FIRST_FILTER + number))
        .words(&format!("match u32 0x{c:02x}{d:02x}{e:02x}{f:02x} 0xffffffff at -12 match u16 0x{a:02x}{b:02x} 0xffff at -14"))
        .words(&format!("flowid 1:{number:x}"))
}
