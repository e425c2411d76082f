//! Ports of Open vSwitch: rows whose names are global to the switch.

use super::MemoryHost;
use super::ovs_qos::{OvsLimit, QosRows};
use crate::host::{Failure, Incarnation, Key, OvsAddForm, Reply};
use crate::interface::VirtualPort;
use crate::{IfName, Mac};
use std::collections::{BTreeMap, BTreeSet};

/// The database of the switch. Its rows outlive devices.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct OpenVswitch {
    pub(super) bridges: BTreeSet<IfName>,
    pub(super) rows: BTreeMap<IfName, OvsRow>,
    pub(super) qos: QosRows,
    last_uuid: u128,
}

/// A port with its interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OvsRow {
    /// Its identity.
    pub uuid: u128,
    /// Its bridge.
    pub bridge: IfName,
    /// Whose it is by its external ids (`vm-id`): who added it, or asked last that it may exist.
    pub owner: Incarnation,
    /// The address in its external ids (`attached-mac`).
    pub mac: Mac,
    /// What else the switch knows of it.
    pub port: VirtualPort,
    /// The guest whose limits of the sending side it refers to.
    pub sending: Option<u16>,
    /// The policing of its receiving side.
    pub receiving: Option<OvsLimit>,
}

impl OpenVswitch {
    /// `ovs-vsctl add-port` in one of its forms, one transaction. A row that is kept keeps its identity and its limits, and gets
    /// the new external ids.
    ///
    /// # Errors
    /// What `ovs-vsctl` says if there is no such bridge, or the name has a row and the form does not allow it.
    pub(super) fn add(&mut self, name: IfName, form: OvsAddForm, mut row: OvsRow) -> Result<Reply, Failure> {
        if !self.bridges.contains(&row.bridge) {
            return Err(Failure::other(format!("no bridge named {}", row.bridge)));
        }
        if let Some(old) = self.rows.get_mut(&name) {
            match form {
                OvsAddForm::Replace => {}
                OvsAddForm::MayExist | OvsAddForm::Transient if old.bridge == row.bridge => {
                    (old.owner, old.mac, old.port) = (row.owner, row.mac, row.port);
                    return Ok(Reply::OvsPort(old.uuid));
                }
                OvsAddForm::MayExist | OvsAddForm::Transient => {
                    let (asked, has) = (row.bridge, old.bridge);
                    let text = format!("--may-exist add-port {asked} {name} but {name} is actually attached to bridge {has}");
                    return Err(Failure::other(text));
                }
                OvsAddForm::Exclusive => {
                    return Err(Failure::other(format!("a port named {name} already exists on bridge {}", old.bridge)));
                }
            }
        }
        self.last_uuid += 1;
        row.uuid = self.last_uuid;
        self.rows.insert(name, row);
        Ok(Reply::OvsPort(self.last_uuid))
    }
}

impl MemoryHost {
    /// Removes a port: the row of this identity only, or without one the row of this name on any bridge: whoever's
    /// (`--if-exists del-port`), or with the owner's mark as the key only if it is that of the actor's guest.
    pub(super) fn delete_ovs_port(&mut self, actor: Incarnation, name: IfName, row: Option<u128>, key: Key) {
        match row {
            Some(uuid) => self.ovs.rows.retain(|_, row| row.uuid != uuid),
            None => {
                let is_meant = |row: &OvsRow| key == Key::Name || row.owner.guest == actor.guest;
                self.ovs.rows.retain(|other, row| *other != name || !is_meant(row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, MAC_A, add_ovs_port, create_tap, done, host, name, ovs_port};
    use crate::host::{DeviceRef, HostOp, Key, Observe, OvsAddForm};

    fn delete(row: Option<u128>, key: Key) -> HostOp<'static> {
        HostOp::DeleteOvsPort { name: name("vnet0"), row, key }
    }

    #[test]
    fn a_row_needs_its_bridge() {
        let mut host = host();
        assert!(add_ovs_port(&mut host, A, "nobr", OvsAddForm::Replace).is_err());
        let uuid = ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Replace);
        assert!(add_ovs_port(&mut host, B, "nobr", OvsAddForm::Replace).is_err());
        assert_eq!(host.belongings(A).ovs_ports[0].1.uuid, uuid, "one transaction: the failed one has removed nothing");
    }

    #[test]
    fn replace_takes_the_name_from_any_bridge() {
        let mut host = host();
        let first = ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Replace);
        let second = ovs_port(&mut host, B, "ovsbr1", OvsAddForm::Replace);
        assert_ne!(first, second);
        assert!(host.belongings(A).is_empty());
        assert_eq!(host.belongings(B).ovs_ports[0].1.bridge, name("ovsbr1"));
    }

    #[test]
    fn may_exist_keeps_the_row_and_gives_it_new_ids() {
        for form in [OvsAddForm::MayExist, OvsAddForm::Transient] {
            let mut host = host();
            let first = ovs_port(&mut host, A, "ovsbr0", form);
            assert_eq!(ovs_port(&mut host, B, "ovsbr0", form), first);
            assert!(host.belongings(A).is_empty());
            let refused = add_ovs_port(&mut host, A, "ovsbr1", form).expect_err("it is on another bridge");
            assert!(refused.to_string().contains("attached to bridge ovsbr0"), "{refused}");
            assert_eq!(host.belongings(B).ovs_ports.len(), 1);
            done(&mut host, A, &delete(Some(first), Key::Identity));
            assert!(host.belongings(B).is_empty(), "the identity of a row that was kept is shared");
        }
    }

    #[test]
    fn exclusive_refuses_a_row() {
        let mut host = host();
        ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Exclusive);
        assert!(add_ovs_port(&mut host, B, "ovsbr0", OvsAddForm::Exclusive).is_err());
        assert_eq!(host.belongings(A).ovs_ports[0].1.mac, MAC_A);
    }

    #[test]
    fn a_row_outlives_its_device_and_is_deleted_by_name_or_identity() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        let old = ovs_port(&mut host, A, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, A, &HostOp::DeleteLink { link: DeviceRef::Name(name("vnet0")) });
        assert_eq!(host.observe().expect("it can be looked at").ovs_ports.len(), 1);
        ovs_port(&mut host, B, "ovsbr0", OvsAddForm::Replace);
        done(&mut host, A, &delete(Some(old), Key::Identity));
        assert_eq!(host.belongings(B).ovs_ports.len(), 1);
        done(&mut host, A, &delete(None, Key::Identity));
        assert_eq!(host.belongings(B).ovs_ports.len(), 1, "its external ids say whose it is");
        done(&mut host, A, &delete(None, Key::Name));
        done(&mut host, A, &delete(None, Key::Name));
        assert!(host.belongings(B).is_empty());
        ovs_port(&mut host, B, "ovsbr0", OvsAddForm::Exclusive);
        done(&mut host, B, &delete(None, Key::Identity));
        assert!(host.belongings(B).is_empty());
    }
}
