//! Open vSwitch, with `ovs-vsctl` as libvirt calls it (`virnetdevopenvswitch.c`).

mod port;
mod qos;
mod tables;

pub(super) use port::NewPort;
pub(super) use tables::{Port, Tables};

use super::{Command, LinuxHost};
use crate::IfName;
use crate::host::{Failure, Incarnation};

impl LinuxHost {
    /// A call of `ovs-vsctl`. Its database is named, as every other part of the host can be private too.
    ///
    /// # Errors
    /// The host has no Open vSwitch, or it is not running.
    fn ovs(&self) -> Result<Command, Failure> {
        let Some(socket) = &self.config.open_vswitch else {
            return Err(Failure::other("no Open vSwitch is configured on this host"));
        };
        if !socket.exists() {
            return Err(Failure::other(format!("Open vSwitch is not running: there is no {}", socket.display())));
        }
        Ok(Command::new("ovs-vsctl").arg("--timeout=5").arg(format!("--db=unix:{}", socket.display())))
    }
}

/// The external id by which rows of a guest are found: libvirt has its UUID there, the same for each of its starts.
fn vm_id(actor: Incarnation) -> String {
    format!("external-ids:vm-id={}", quoted(&guest_id(actor)))
}

fn guest_id(actor: Incarnation) -> String {
    format!("ifrace:{}", actor.guest)
}

/// The external id with a name.
fn ifname_id(name: IfName) -> String {
    format!("external-ids:ifname={}", quoted(&name.to_string()))
}

/// A text as a value in the database.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
