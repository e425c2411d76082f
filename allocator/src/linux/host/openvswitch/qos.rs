//! Limits of ports of Open vSwitch (libvirt 9.0.0, `virNetDevOpenvswitchInterfaceSetQos`).
//!
//! What a port sends is limited by rows of their own, found by guest and name; what it receives by columns of its interface,
//! found by name alone. On a tap the port sends what the guest receives.

use super::{ifname_id, vm_id};
use crate::IfName;
use crate::host::{Failure, Incarnation, Key};
use crate::interface::{Bandwidth, Rate};
use crate::linux::host::bandwidth::scaled;
use crate::linux::host::{LinuxHost, patterns};

impl LinuxHost {
    /// Limits the traffic of a port.
    ///
    /// # Errors
    /// What `ovs-vsctl` says, such as that there is no port of this name; or a rate is too large for the units of the database,
    /// and then nothing has changed.
    pub(in crate::linux::host) fn set_ovs_qos(
        &mut self,
        actor: Incarnation,
        name: IfName,
        bandwidth: Bandwidth,
    ) -> Result<(), Failure> {
        if patterns::separates(name) {
            return Err(patterns::refused(name));
        }
        let sending = bandwidth.inbound.filter(|rate| rate.average > 0).map(sending).transpose()?;
        let receiving = bandwidth.outbound.map(receiving).transpose()?;
        match sending {
            Some(figures) => self.set_sending(actor, name, &figures)?,
            None => self.clear_sending(actor, name)?,
        }
        match receiving {
            Some(figures) => {
                let set = self.ovs()?.words("set Interface").name(name);
                self.runner.run(set.args(figures)).map(drop)
            }
            None => self.clear_receiving(name),
        }
    }

    /// Removes the limits: the rows that bear the guest's mark, and by name also the policing; failures of commands that remove
    /// something do not matter.
    ///
    /// # Errors
    /// There is no Open vSwitch, or `ovs-vsctl` is not installed, or cannot say which rows there are.
    pub(in crate::linux::host) fn clear_ovs_qos(&mut self, actor: Incarnation, name: IfName, key: Key) -> Result<(), Failure> {
        if patterns::separates(name) {
            return Ok(());
        }
        self.clear_sending(actor, name)?;
        if key == Key::Name { self.clear_receiving(name) } else { Ok(()) }
    }

    fn set_sending(&mut self, actor: Incarnation, name: IfName, figures: &[String]) -> Result<(), Failure> {
        let (queues, limits) = (self.rows("queue", actor, name)?, self.rows("qos", actor, name)?);
        let ids = [vm_id(actor), ifname_id(name)];
        let set = match queues.first() {
            Some(queue) => self.ovs()?.words("set queue").arg(queue),
            None => {
                let create = self.ovs()?.words("set port").name(name).arg("qos=@qos1").args(&ids);
                let create = create.words("-- --id=@qos1 create qos type=linux-htb").args(figures);
                create.arg("queues:0=@queue0").args(&ids).words("-- --id=@queue0 create queue")
            }
        };
        self.runner.run(set.args(figures).args(&ids))?;
        if let Some(limit) = limits.first() {
            let set = self.ovs()?.words("set qos").arg(limit);
            self.runner.run(set.args(figures).args(&ids))?;
        }
        Ok(())
    }

    fn clear_sending(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let (queues, limits) = (self.rows("queue", actor, name)?, self.rows("qos", actor, name)?);
        for limit in limits {
            let list = self.ovs()?.words("--no-heading --columns=_uuid --if-exists list port").name(name).arg("qos");
            if !self.runner.run(list)?.is_empty() {
                let remove = self.ovs()?.words("remove port").name(name).arg("qos").arg(&limit);
                self.runner.attempt(remove)?;
            }
            let destroy = self.ovs()?.words("destroy qos").arg(&limit);
            self.runner.attempt(destroy)?;
        }
        for queue in queues {
            let destroy = self.ovs()?.words("destroy queue").arg(&queue);
            self.runner.attempt(destroy)?;
        }
        Ok(())
    }

    fn clear_receiving(&mut self, name: IfName) -> Result<(), Failure> {
        let set = self.ovs()?.words("set Interface").name(name).words("ingress_policing_rate=0 ingress_policing_burst=0");
        self.runner.attempt(set).map(drop)
    }

    /// The rows of a table that belong to a guest and a name.
    fn rows(&mut self, table: &str, actor: Incarnation, name: IfName) -> Result<Vec<String>, Failure> {
        let find = self.ovs()?.words("--no-heading --columns=_uuid find").arg(table).arg(vm_id(actor)).arg(ifname_id(name));
        let rows = self.runner.run(find)?;
        Ok(String::from_utf8_lossy(&rows).lines().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect())
    }
}

/// A rate for what a port sends, in the units of the database: bits, from kilobytes and, for the burst, kibibytes.
fn sending(rate: Rate) -> Result<Vec<String>, Failure> {
    figures([
        ("other_config:min-rate", Some(rate.average), 8000),
        ("other_config:burst", rate.burst, 8192),
        ("other_config:max-rate", rate.peak, 8000),
    ])
}

/// A rate for what it receives: kilobits.
fn receiving(rate: Rate) -> Result<Vec<String>, Failure> {
    figures([("ingress_policing_rate", Some(rate.average), 8), ("ingress_policing_burst", rate.burst, 8)])
}

/// Columns with their values, those that are given.
fn figures<const N: usize>(columns: [(&str, Option<u64>, u64); N]) -> Result<Vec<String>, Failure> {
    let given = columns.into_iter().filter_map(|(column, value, unit)| Some((column, value?, unit)));
    given.map(|(column, value, unit)| Ok(format!("{column}={}", scaled(value, unit)?))).collect()
}
