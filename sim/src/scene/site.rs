//! Hosts that can be furnished.

use super::foreign::FOREIGN;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Failure, Host, HostOp, LinkKind, Network, Observe};
use ifrace_allocator::memory::MemoryHost;

/// A host, and what somebody else sets up on it beforehand.
pub trait Site: Host + Observe {
    /// Adds a device on which macvtaps can be made.
    ///
    /// # Errors
    /// What the host says.
    fn add_lower(&mut self, name: IfName) -> Result<(), Failure>;

    /// Adds a bridge that is up.
    ///
    /// # Errors
    /// What the host says.
    fn add_bridge(&mut self, name: IfName) -> Result<(), Failure>;

    /// Adds a bridge of Open vSwitch.
    ///
    /// # Errors
    /// What the host says, also that it has no Open vSwitch.
    fn add_ovs_bridge(&mut self, name: IfName) -> Result<(), Failure>;

    /// Adds a network of libvirt. Nobody has done anything on the host before.
    ///
    /// # Errors
    /// What the host says.
    fn add_network(&mut self, network: Network) -> Result<(), Failure>;

    /// Adds a persistent tap that nobody holds, for several queues or for one.
    ///
    /// # Errors
    /// What the host says.
    fn add_persistent_tap(&mut self, name: IfName, multi_queue: bool) -> Result<(), Failure>;

    /// Adds such a tap for one queue to a bridge, up.
    ///
    /// # Errors
    /// What the host says.
    fn add_persistent_tap_in(&mut self, name: IfName, bridge: IfName) -> Result<(), Failure> {
        self.add_persistent_tap(name, false)?;
        self.perform(FOREIGN, &HostOp::JoinBridge { name, bridge })?;
        self.perform(FOREIGN, &HostOp::SetUp { name, up: true }).map(drop)
    }
}

impl Site for MemoryHost {
    fn add_lower(&mut self, name: IfName) -> Result<(), Failure> {
        *self = std::mem::take(self).with_device(name, LinkKind::Other);
        Ok(())
    }

    fn add_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        *self = std::mem::take(self).with_device(name, LinkKind::Bridge);
        Ok(())
    }

    fn add_ovs_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        *self = std::mem::take(self).with_ovs_bridge(name);
        Ok(())
    }

    fn add_network(&mut self, network: Network) -> Result<(), Failure> {
        *self = std::mem::take(self).with_network(network);
        Ok(())
    }

    fn add_persistent_tap(&mut self, name: IfName, multi_queue: bool) -> Result<(), Failure> {
        let add = if multi_queue { Self::add_persistent_multi_queue_tap } else { Self::add_persistent_tap };
        add(self, name).map(drop)
    }
}
