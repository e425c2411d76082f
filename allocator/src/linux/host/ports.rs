//! Networks, and the ports that guests have in them.

use super::{LinuxHost, floor::FloorClass};
use crate::Mac;
use crate::host::{Actual, Failure, Incarnation, Reply};
use std::collections::BTreeMap;

/// The ports: each has an identity of its own, so that no guest ever meets another's. With each its class on the bridge, if it
/// has a guaranteed rate.
pub(super) type Ports = BTreeMap<(Incarnation, String, Mac), Option<FloorClass>>;

impl LinuxHost {
    /// Takes a port of a network, or takes again the one that the actor has.
    ///
    /// # Errors
    /// There is no such network; it has no limits, and a guaranteed rate is asked for (libvirt 9.0.0, `networkCheckBandwidth`);
    /// what `tc` says.
    pub(super) fn create_port(
        &mut self,
        actor: Incarnation,
        network: &str,
        mac: Mac,
        floor: Option<u64>,
    ) -> Result<Reply, Failure> {
        let Some(found) = self.config.networks.iter().find(|one| one.name == network) else {
            return Err(Failure::other(format!("no network with matching name '{network}'")));
        };
        let (actual, limited) = (found.actual, found.limited);
        let port = (actor, network.to_owned(), mac);
        if !self.ports.contains_key(&port) {
            let class = match (floor, actual) {
                (None, _) => None,
                (Some(rate), Actual::Bridge(bridge)) if limited => Some(self.add_floor(bridge, mac, rate)?),
                (Some(_), _) => {
                    return Err(Failure::other(format!("network '{network}' has no limits that a floor could be taken from")));
                }
            };
            self.ports.insert(port, class);
        }
        Ok(Reply::Port(actual))
    }

    /// Gives a port back; that there is none is no failure.
    ///
    /// # Errors
    /// `tc` is not installed.
    pub(super) fn delete_port(&mut self, actor: Incarnation, network: &str, mac: Mac) -> Result<(), Failure> {
        match self.ports.remove(&(actor, network.to_owned(), mac)).flatten() {
            Some(class) => self.remove_floor(class),
            None => Ok(()),
        }
    }
}
