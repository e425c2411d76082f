//! Giving a device another name.

use super::namespace::is_sysctl_directory;
use super::newlink::attribute;
use super::{Namespace, Reply};
use crate::{Errno, IfName};

/// The system interface that a renaming goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameVia {
    /// `RTM_SETLINK` with the device's index and `IFLA_IFNAME`.
    Netlink,
    /// `SIOCSIFNAME` with the device's primary name.
    Ioctl,
}

impl Namespace {
    /// Renames a device.
    ///
    /// By netlink an empty name changes nothing, and a name beyond 15 bytes is refused; by ioctl an empty name is not valid, a
    /// longer one is cut, and the device is found by its name: if another device answers to that name, it is renamed instead.
    ///
    /// # Errors
    /// ENODEV if there is no such device, ERANGE for a name that is too long, otherwise as the choice of a name, and EINVAL for
    /// `all` and `default` as long as the device has IPv6 state.
    pub fn rename(&mut self, index: u32, name: &[u8], via: RenameVia) -> Result<Reply, Errno> {
        match via {
            RenameVia::Netlink => {
                let name = attribute(name)?;
                self.link(index)?;
                if !name.is_empty() {
                    self.change_name(index, name.as_bytes())?;
                }
                self.reply(index)
            }
            RenameVia::Ioctl => {
                let old = self.link(index)?.name;
                let found = self.lookup_exact(old.as_bytes()).ok_or(Errno::ENODEV)?;
                self.change_name(found, IfName::cut(name).as_bytes())?;
                self.reply(found)
            }
        }
    }

    /// `dev_change_name()`.
    pub(super) fn change_name(&mut self, index: u32, name: &[u8]) -> Result<(), Errno> {
        let old = self.link(index)?.name;
        if old.as_bytes() == name {
            return Ok(());
        }
        let new = self.pick(name)?;
        if self.primary_holder(new).is_some_and(|holder| holder != index) {
            return Err(Errno::EEXIST);
        }
        let refused = is_sysctl_directory(new) && self.device(index).is_some_and(|device| device.ipv6);
        // IPv6 refuses only after the name was changed; the old one is then set again, and becomes the newest of its holders.
        let new = if refused { old } else { new };
        self.remove_name(old.as_bytes(), index);
        self.add_name(new.as_bytes(), index);
        if let Some(device) = self.device_mut(index) {
            device.name = new;
        }
        if refused { Err(Errno::EINVAL) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Link, NewLink, Rules};

    fn host(names: &[&str]) -> Namespace {
        let mut host = Namespace::new(Rules::Trust);
        for name in names {
            host.new_link(&NewLink::create("bridge", Some(name.as_bytes()))).unwrap();
        }
        host
    }

    fn renamed(host: &mut Namespace, index: u32, name: &str, via: RenameVia) -> Result<String, Errno> {
        host.rename(index, name.as_bytes(), via).map(|reply| match reply {
            Reply::Link(Link { name, .. }) => name.to_string(),
            Reply::Done => String::new(),
        })
    }

    #[test]
    fn the_own_name_counts_as_used() {
        let mut host = host(&["rb100"]);
        (0..100).for_each(|id| host.altname_add(1, format!("rb{id}").as_bytes()).map(drop).unwrap());
        assert_eq!(renamed(&mut host, 2, "rb%d", RenameVia::Netlink), Ok("rb101".into()));
    }

    #[test]
    fn a_template_that_gives_the_own_name_succeeds() {
        let mut host = host(&["v00", "v10"]);
        assert_eq!(renamed(&mut host, 3, "v%d0", RenameVia::Ioctl), Ok("v10".into()));
        assert_eq!(renamed(&mut host, 2, "v%d0", RenameVia::Ioctl), Err(Errno::EEXIST));
    }

    #[test]
    fn the_two_interfaces_differ_at_the_edges() {
        let mut host = host(&["a"]);
        assert_eq!(renamed(&mut host, 2, "", RenameVia::Netlink), Ok("a".into()));
        assert_eq!(renamed(&mut host, 2, "", RenameVia::Ioctl), Err(Errno::EINVAL));
        assert_eq!(renamed(&mut host, 2, "sixteen-bytes-xx", RenameVia::Netlink), Err(Errno::ERANGE));
        assert_eq!(renamed(&mut host, 2, "sixteen-bytes-xx", RenameVia::Ioctl), Ok("sixteen-bytes-x".into()));
        assert_eq!(renamed(&mut host, 9, "b", RenameVia::Ioctl), Err(Errno::ENODEV));
    }

    #[test]
    fn an_own_altname_is_in_use() {
        let mut host = host(&["a"]);
        host.altname_add(2, b"b").unwrap();
        assert_eq!(renamed(&mut host, 2, "b", RenameVia::Netlink), Err(Errno::EEXIST));
    }

    #[test]
    fn all_is_refused_while_there_is_ipv6() {
        let mut host = host(&["a"]);
        assert_eq!(renamed(&mut host, 2, "all", RenameVia::Netlink), Err(Errno::EINVAL));
        assert_eq!(host.lookup_exact(b"a"), Some(2));
        host.set_mtu(2, 500).unwrap();
        assert_eq!(renamed(&mut host, 2, "all", RenameVia::Netlink), Ok("all".into()));
    }

    #[test]
    fn lo_is_not_reserved() {
        let mut host = host(&["a"]);
        assert_eq!(renamed(&mut host, 2, "lo", RenameVia::Netlink), Err(Errno::EEXIST));
        assert_eq!(renamed(&mut host, 1, "lo9", RenameVia::Netlink), Ok("lo9".into()));
        assert_eq!(renamed(&mut host, 2, "lo", RenameVia::Netlink), Ok("lo".into()));
    }
}
