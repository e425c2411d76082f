//! Ports of Open vSwitch: the rows of a name, which outlive its device.

use super::{guest_id, ifname_id, quoted, vm_id};
use crate::host::{Failure, Incarnation, Key, OvsAddForm};
use crate::interface::VirtualPort;
use crate::linux::host::{Command, LinuxHost, patterns};
use crate::{IfName, Mac};

/// A port that is to be added.
pub(in crate::linux::host) struct NewPort<'d> {
    pub(in crate::linux::host) actor: Incarnation,
    pub(in crate::linux::host) name: IfName,
    pub(in crate::linux::host) bridge: IfName,
    pub(in crate::linux::host) port: &'d VirtualPort,
    pub(in crate::linux::host) mac: Mac,
}

impl LinuxHost {
    /// Adds a port, and returns the identity of its row (`virNetDevOpenvswitchAddPort`).
    ///
    /// # Errors
    /// What `ovs-vsctl` says: no such bridge, a port of that name on another bridge, or any if the form refuses it.
    pub(in crate::linux::host) fn add_ovs_port(&mut self, port: &NewPort<'_>, form: OvsAddForm) -> Result<u128, Failure> {
        if patterns::separates(port.name) {
            return Err(patterns::refused(port.name));
        }
        let (ovs, get) = (self.ovs()?, self.ovs()?);
        self.runner.run(added(ovs, port, form))?;
        let row = self.runner.run(get.words("get Port").name(port.name).arg("_uuid"))?;
        parse_uuid(&String::from_utf8_lossy(&row)).ok_or(Failure::other("ovs-vsctl: no identity of the new row"))
    }

    /// Deletes a row by its identity, or without one the port of a name on any bridge (`virNetDevOpenvswitchRemovePort`), with the
    /// owner's mark as the key only if its external ids say that it is the actor's guest's; that there is none is no failure.
    ///
    /// # Errors
    /// What `ovs-vsctl` says.
    pub(in crate::linux::host) fn delete_ovs_port(
        &mut self,
        actor: Incarnation,
        name: IfName,
        row: Option<u128>,
        key: Key,
    ) -> Result<(), Failure> {
        if row.is_none() && key == Key::Name {
            if patterns::separates(name) {
                return Ok(());
            }
            let delete = self.ovs()?.words("-- --if-exists del-port").name(name);
            return self.runner.run(delete).map(drop);
        }
        let tables = self.ovs_tables()?;
        let row = row.or_else(|| tables.row_of(&name.to_string(), &guest_id(actor)));
        match tables.bridges.iter().find(|bridge| row.is_some_and(|row| bridge.ports.contains(&row))) {
            Some(bridge) => {
                let row = row.map(format_uuid).unwrap_or_default();
                let remove = self.ovs()?.words("-- remove Bridge").arg(&bridge.name).arg("ports").arg(row);
                self.runner.run(remove).map(drop)
            }
            None => Ok(()),
        }
    }
}

fn added(ovs: Command, new: &NewPort<'_>, form: OvsAddForm) -> Command {
    let NewPort { actor, name, bridge, port, mac } = *new;
    let add = match form {
        OvsAddForm::Replace => ovs.words("-- --if-exists del-port").name(name).words("-- add-port"),
        OvsAddForm::MayExist | OvsAddForm::Transient => ovs.words("-- --may-exist add-port"),
        OvsAddForm::Exclusive => ovs.words("-- add-port"),
    };
    let set = |command: Command, id: String| command.words("-- set Interface").name(name).arg(id);
    let mut command = set(add.name(bridge).name(name), format!("external-ids:attached-mac={}", quoted(&mac.to_string())));
    command = set(command, format!("external-ids:iface-id={}", quoted(&interface_id(port, mac))));
    command = set(command, vm_id(actor));
    if let Some(profile) = port.parameter("profileid") {
        command = set(command, format!("external-ids:port-profile={}", quoted(profile)));
        if matches!(form, OvsAddForm::MayExist | OvsAddForm::Transient) {
            command = set(command, ifname_id(name));
        }
    }
    command = set(command, "external-ids:iface-status=active".to_owned());
    match form {
        OvsAddForm::Transient => command.words("-- set Port").name(name).arg("other_config:transient=true"),
        _ => command,
    }
}

/// The identity of the interface; libvirt makes up a random one where none is given, and this one stays the same.
fn interface_id(port: &VirtualPort, mac: Mac) -> String {
    let [a, b, c, d, e, f] = mac.0;
    let own = || format!("00000000-0000-4000-8000-{a:02x}{b:02x}{c:02x}{d:02x}{e:02x}{f:02x}");
    port.parameter("interfaceid").map_or_else(own, ToOwned::to_owned)
}

/// Reads an identity such as `5f3f613b-60c4-4b69-a7cf-bda112363fbd`.
pub(super) fn parse_uuid(text: &str) -> Option<u128> {
    let digits = text.trim().replace('-', "");
    (digits.len() == 32).then(|| u128::from_str_radix(&digits, 16).ok()).flatten()
}

fn format_uuid(number: u128) -> String {
    let digits = format!("{number:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::{format_uuid, parse_uuid};

    #[test]
    fn identities_lead_back() {
        let text = "0f3f613b-60c4-4b69-a7cf-bda112363fbd";
        assert_eq!(parse_uuid(&format!("{text}\n")).map(format_uuid).as_deref(), Some(text));
        assert_eq!((parse_uuid(""), parse_uuid("[]"), parse_uuid("0f3f613b")), (None, None, None));
    }
}
