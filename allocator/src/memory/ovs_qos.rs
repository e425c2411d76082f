//! Limits of ports of Open vSwitch.
//!
//! What a port sends is limited by rows of their own, marked with the guest and the name, that the port refers to; they outlive
//! it. What it receives is policed by columns of its own row (libvirt 9.0.0, `virNetDevOpenvswitchInterfaceSetQos`).

use super::MemoryHost;
use crate::IfName;
use crate::host::{Failure, Incarnation, Key};
use crate::interface::{Bandwidth, Rate};
use std::collections::BTreeMap;

/// The rows that limit what ports send, by the name and the guest in their external ids: all starts of a guest share a mark.
pub(super) type QosRows = BTreeMap<(IfName, u16), OvsLimit>;

/// A limit, and who set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OvsLimit {
    /// Who set it.
    pub owner: Incarnation,
    /// The limit.
    pub rate: Rate,
}

/// A side of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OvsSide {
    /// What the port sends, and the guest receives.
    Sending,
    /// What the port receives, and the guest sends.
    Receiving,
}

impl MemoryHost {
    /// Sets the limits of both sides; a side without a limit is cleared.
    ///
    /// # Errors
    /// No port has the name.
    pub(super) fn set_ovs_qos(&mut self, actor: Incarnation, name: IfName, bandwidth: Bandwidth) -> Result<(), Failure> {
        if !self.ovs.rows.contains_key(&name) {
            return Err(Failure::other(format!("no row \"{name}\" in table Port")));
        }
        self.clear_ovs_qos(actor, name, Key::Name);
        let Some(row) = self.ovs.rows.get_mut(&name) else { return Ok(()) };
        row.receiving = bandwidth.outbound.map(|rate| OvsLimit { owner: actor, rate });
        if let Some(rate) = bandwidth.inbound {
            row.sending = Some(actor.guest);
            self.ovs.qos.insert((name, actor.guest), OvsLimit { owner: actor, rate });
        }
        Ok(())
    }

    /// Removes the limits of the sending side that bear the guest's mark, and with the name alone as the key also the policing of
    /// whatever port has it.
    pub(super) fn clear_ovs_qos(&mut self, actor: Incarnation, name: IfName, key: Key) {
        self.ovs.qos.remove(&(name, actor.guest));
        if let Some(row) = self.ovs.rows.get_mut(&name) {
            row.sending = row.sending.filter(|guest| *guest != actor.guest);
            row.receiving = row.receiving.filter(|_| key == Key::Identity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, done, host, name, ovs_port};
    use super::OvsSide;
    use crate::host::{Host, HostOp, Incarnation, Key, Observe, OvsAddForm};
    use crate::interface::{Bandwidth, Rate};

    const RATE: Rate = Rate { average: 1000, peak: None, burst: None, floor: None };

    fn set() -> HostOp<'static> {
        HostOp::SetOvsQos { name: name("vnet0"), bandwidth: Bandwidth { inbound: Some(RATE), outbound: Some(RATE) } }
    }

    fn clear(key: Key) -> HostOp<'static> {
        HostOp::ClearOvsQos { name: name("vnet0"), key }
    }

    fn sides(host: &super::MemoryHost, of: Incarnation) -> Vec<OvsSide> {
        host.belongings(of).ovs_qos.iter().map(|(_, side, _)| *side).collect()
    }

    #[test]
    fn limits_need_a_port() {
        let mut host = host();
        assert!(host.perform(A, &set()).is_err());
        ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, A, &set());
        assert_eq!(sides(&host, A), [OvsSide::Sending, OvsSide::Receiving]);
        assert!(host.observe().expect("it can be looked at").ovs_ports[0].limited);
        done(&mut host, A, &clear(Key::Name));
        done(&mut host, A, &clear(Key::Name));
        assert_eq!(sides(&host, A), []);
    }

    #[test]
    fn a_late_clear_hits_what_the_new_owner_receives_only() {
        let mut host = host();
        ovs_port(&mut host, B, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, B, &set());
        let before = host.belongings(B);
        done(&mut host, A, &clear(Key::Identity));
        assert_eq!(host.belongings(B), before);
        done(&mut host, A, &clear(Key::Name));
        assert_eq!(sides(&host, B), [OvsSide::Sending]);
        assert_eq!(host.belongings(B).ovs_ports[0].1.sending, Some(B.guest));
    }

    #[test]
    fn starts_of_one_guest_share_a_mark() {
        let mut host = host();
        ovs_port(&mut host, B, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, B, &set());
        done(&mut host, Incarnation { start: B.start + 1, ..B }, &clear(Key::Name));
        assert_eq!(sides(&host, B), []);
    }

    #[test]
    fn the_sending_limits_outlive_the_port() {
        let mut host = host();
        ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, A, &set());
        done(&mut host, A, &HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Name });
        assert_eq!(sides(&host, A), [OvsSide::Sending]);
        done(&mut host, A, &clear(Key::Identity));
        assert!(host.belongings(A).is_empty());
    }
}
