//! Networks of libvirt, and the ports that guests have in them.

use super::MemoryHost;
use crate::Mac;
use crate::host::{Actual, Failure, Incarnation, Network, Reply};
use std::collections::BTreeMap;

/// The networks by name, and the ports in them. A port has an identity of its own, so no guest ever meets another's.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Ports {
    pub(super) networks: BTreeMap<String, Network>,
    pub(super) taken: BTreeMap<(Incarnation, String, Mac), Port>,
}

/// A port in a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// The name of the network.
    pub network: String,
    /// The address of the guest's card.
    pub mac: Mac,
    /// What the interface is.
    pub actual: Actual,
    /// The guaranteed rate in KiB/s that was taken off the network's bridge.
    pub floor: Option<u64>,
}

impl MemoryHost {
    /// Takes a port, or takes again the one that the actor has (libvirt 9.0.0: at reconnect, `qemuProcessNotifyNets`).
    ///
    /// # Errors
    /// There is no such network, or it has no limits and a floor is asked for (`bridge_driver.c`).
    pub(super) fn create_port(
        &mut self,
        actor: Incarnation,
        network: &str,
        mac: Mac,
        floor: Option<u64>,
    ) -> Result<Reply, Failure> {
        let Some(found) = self.ports.networks.get(network) else {
            return Err(Failure::other(format!("no network with matching name '{network}'")));
        };
        if floor.is_some() && !found.limited {
            return Err(Failure::other(format!("network '{network}' has no limits that a floor could be taken from")));
        }
        let (network, actual) = (network.to_owned(), found.actual);
        self.ports.taken.insert((actor, network.clone(), mac), Port { network, mac, actual, floor });
        Ok(Reply::Port(actual))
    }

    pub(super) fn delete_port(&mut self, actor: Incarnation, network: &str, mac: Mac) {
        self.ports.taken.remove(&(actor, network.to_owned(), mac));
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, MAC_A, done, host, name};
    use crate::host::{Actual, Host, HostOp, Reply};

    fn create(network: &str, floor: Option<u64>) -> HostOp<'_> {
        HostOp::CreatePort { network, mac: MAC_A, floor }
    }

    #[test]
    fn a_port_says_what_the_interface_is() {
        let mut host = host();
        assert!(host.perform(A, &create("nowhere", None)).is_err());
        assert_eq!(host.perform(A, &create("default", None)), Ok(Reply::Port(Actual::Bridge(name("br0")))));
    }

    #[test]
    fn a_floor_needs_a_limited_network() {
        let mut host = host();
        assert!(host.perform(A, &create("default", Some(100))).is_err());
        assert!(host.belongings(A).is_empty());
        assert!(host.perform(A, &create("limited", Some(100))).is_ok());
        assert_eq!(host.belongings(A).ports[0].floor, Some(100));
    }

    #[test]
    fn a_port_is_its_owners_alone() {
        let mut host = host();
        assert!(host.perform(A, &create("default", None)).is_ok());
        let delete = HostOp::DeletePort { network: "default", mac: MAC_A };
        done(&mut host, B, &delete);
        assert_eq!(host.belongings(A).ports.len(), 1);
        done(&mut host, A, &delete);
        done(&mut host, A, &delete);
        assert!(host.belongings(A).is_empty());
    }
}
