//! The naming of Linux once more, in the most naive way: lists that are walked from one end to the other.
//!
//! It shares nothing with the model but operations and the plain types in them. What it says about Linux was found out by
//! experiments on Linux 6.18; each function names the one of the kernel that it follows.

mod attach;
mod choose;
mod find;
mod link;
mod mtu;
mod remove;
mod rename;

use ifrace_model::Errno;
use ifrace_model::kernel::{LinkKind, Operation, Rules, Tun};

/// The index of the device that an operation answers with, if it answers with one.
pub(super) type Answer = Result<Option<u32>, Errno>;

/// A name of a device.
struct Name {
    text: Vec<u8>,
    device: u32,
    is_primary: bool,
}

/// A device without its names.
#[derive(Clone, Copy)]
pub(super) struct Device {
    index: u32,
    pub(super) kind: LinkKind,
    pub(super) group: u32,
    pub(super) mtu: u32,
    pub(super) ipv6: bool,
    /// The device below a macvlan or macvtap.
    pub(super) below: Option<u32>,
    /// The other end of a veth.
    pub(super) peer: Option<u32>,
    pub(super) tun: Option<Tun>,
}

/// A descriptor of `/dev/net/tun`.
struct File {
    /// The device that it was attached to.
    device: u32,
    attached: bool,
}

/// One network namespace.
pub(super) struct World {
    rules: Rules,
    devices: Vec<Device>,
    /// Every name there is, the newest last.
    names: Vec<Name>,
    /// The open descriptors, the newest last.
    files: Vec<File>,
    next_index: u32,
}

const LOOPBACK: u32 = 1;

impl Device {
    fn new(kind: LinkKind) -> Self {
        Self { index: 0, kind, group: 0, mtu: 1500, ipv6: true, below: None, peer: None, tun: None }
    }
}

impl World {
    /// A fresh namespace on a kernel with these rules.
    pub(super) fn new(rules: Rules) -> Self {
        let lo = Device { index: LOOPBACK, mtu: 65536, ..Device::new(LinkKind::Loopback) };
        let name = Name { text: b"lo".to_vec(), device: LOOPBACK, is_primary: true };
        Self { rules, devices: vec![lo], names: vec![name], files: Vec::new(), next_index: LOOPBACK + 1 }
    }

    /// Performs one operation.
    pub(super) fn apply(&mut self, operation: &Operation) -> Answer {
        match operation {
            Operation::Tun(request) => self.tun_set_iff(request),
            Operation::Close { index } => self.close(*index),
            Operation::NewLink(request) => self.new_link(request),
            Operation::Rename { index, name, via } => self.rename(*index, name, *via),
            Operation::AltnameAdd { index, name } => self.add_altname(*index, name),
            Operation::AltnameDel { index, name } => self.delete_altname(*index, name),
            Operation::Mtu { index, mtu } => self.set_mtu(*index, *mtu),
            Operation::Delete(selector) => self.delete(selector),
            Operation::Lookup { name, via } => self.look_up(name, *via),
        }
    }

    /// Adds a device under a name or template (`register_netdevice()`).
    ///
    /// The name is chosen first. Then the device gets its index, and keeps it from others even if it fails afterwards: in sysfs
    /// at the primary name of another device, in the IPv4 code at the name of a folder of sysctl.
    fn register(&mut self, wanted: &[u8], index: Option<u32>, device: Device) -> Result<u32, Errno> {
        let text = self.choose(wanted)?;
        let index = match index {
            Some(index) if self.device(index).is_some() => return Err(Errno::EBUSY),
            Some(index) => index,
            None => {
                while self.device(self.next_index).is_some() {
                    self.next_index += 1;
                }
                self.next_index += 1;
                self.next_index - 1
            }
        };
        if self.called(&text).is_some() {
            return Err(Errno::EEXIST);
        }
        if is_sysctl_folder(&text) {
            return Err(Errno::EINVAL);
        }
        self.devices.push(Device { index, ..device });
        self.names.push(Name { text, device: index, is_primary: true });
        Ok(index)
    }
}

/// Names that `/proc/sys/net/ipv4/conf` keeps for itself (`sysctl_dev_name_is_allowed()`).
fn is_sysctl_folder(name: &[u8]) -> bool {
    name == b"all" || name == b"default"
}

/// What a C string function sees of these bytes.
fn c_string(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|&byte| byte == 0).map_or(bytes, |end| &bytes[..end])
}

/// A name in an `ifreq`, whose sixteenth byte is overwritten (`dev_ioctl()`, `tun_set_iff()`).
fn in_ifreq(bytes: &[u8]) -> &[u8] {
    let name = c_string(bytes);
    &name[..name.len().min(15)]
}

/// A name in `IFLA_IFNAME`: all bytes count (`ifla_policy`), though only those before a NUL are the name.
fn in_attribute(bytes: &[u8]) -> Result<&[u8], Errno> {
    if bytes.len() > 15 { Err(Errno::ERANGE) } else { Ok(c_string(bytes)) }
}
