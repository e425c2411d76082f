//! Changing names.

use super::{Answer, Name, World, c_string, in_attribute, in_ifreq, is_sysctl_folder};
use ifrace_model::Errno;
use ifrace_model::kernel::RenameVia;

/// More alternative names do not fit one message (`rtnl_alt_ifname()`).
const ALTNAMES_MAX: usize = 496;

impl World {
    /// `RTM_SETLINK`, for which an empty name is none (`do_setlink()`), or `SIOCSIFNAME`, which looks up the present name
    /// (`dev_ifsioc()`).
    pub(super) fn rename(&mut self, index: u32, name: &[u8], via: RenameVia) -> Answer {
        match via {
            RenameVia::Netlink => {
                let name = in_attribute(name)?;
                self.device(index).ok_or(Errno::ENODEV)?;
                if !name.is_empty() {
                    self.change_name(index, name)?;
                }
                Ok(Some(index))
            }
            RenameVia::Ioctl => {
                let present = self.primary_name(index).ok_or(Errno::ENODEV)?;
                let found = self.answering(present).ok_or(Errno::ENODEV)?;
                self.change_name(found, in_ifreq(name))?;
                Ok(Some(found))
            }
        }
    }

    /// `dev_change_name()`. IPv6 refuses the name of a sysctl folder after the change; the old name is then put back, and is the
    /// newest of its kind.
    pub(super) fn change_name(&mut self, index: u32, wanted: &[u8]) -> Result<(), Errno> {
        let present = self.primary_name(index).ok_or(Errno::ENODEV)?.to_vec();
        if present == wanted {
            return Ok(());
        }
        let chosen = self.choose(wanted)?;
        if self.called(&chosen).is_some_and(|holder| holder != index) {
            return Err(Errno::EEXIST);
        }
        let refused = is_sysctl_folder(&chosen) && self.device(index).is_some_and(|device| device.ipv6);
        self.names.retain(|name| name.device != index || !name.is_primary);
        self.names.push(Name { text: if refused { present } else { chosen }, device: index, is_primary: true });
        if refused { Err(Errno::EINVAL) } else { Ok(()) }
    }

    /// `rtnl_linkprop()`, `rtnl_alt_ifname()` and `netdev_name_node_alt_create()`.
    pub(super) fn add_altname(&mut self, index: u32, name: &[u8]) -> Answer {
        self.device(index).ok_or(Errno::ENODEV)?;
        let text = in_property(name)?;
        if self.altnames(index).count() >= ALTNAMES_MAX {
            return Err(Errno::EINVAL);
        }
        if self.answering(text).is_some() {
            return Err(Errno::EEXIST);
        }
        self.names.push(Name { text: text.to_vec(), device: index, is_primary: false });
        Ok(None)
    }

    /// `netdev_name_node_alt_destroy()`: the newest name that reads like this must be an alternative one of the device.
    pub(super) fn delete_altname(&mut self, index: u32, name: &[u8]) -> Answer {
        self.device(index).ok_or(Errno::ENODEV)?;
        let text = in_property(name)?;
        let newest = self.names.iter().rposition(|name| name.text == text).ok_or(Errno::ENOENT)?;
        if self.names[newest].is_primary || self.names[newest].device != index {
            return Err(Errno::EINVAL);
        }
        self.names.remove(newest);
        Ok(None)
    }
}

/// A name in `IFLA_ALT_IFNAME`.
fn in_property(bytes: &[u8]) -> Result<&[u8], Errno> {
    if bytes.len() > 127 { Err(Errno::ERANGE) } else { Ok(c_string(bytes)) }
}
