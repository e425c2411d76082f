//! Who answers to a name, seen through each system interface.

use super::newlink::attribute;
use super::{Namespace, Reply};
use crate::{Errno, IfName, until_nul};

/// The system interface that a look-up goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// `SIOCGIFINDEX`: names and alternative names of up to 15 bytes; a longer one is cut, and what follows a `:` is dropped.
    Ioctl,
    /// `RTM_GETLINK` with `IFLA_IFNAME`: names and alternative names; beyond 15 bytes ERANGE.
    GetLink,
    /// `RTM_GETLINK` with `IFLA_ALT_IFNAME`: the same, up to 127 bytes.
    GetLinkAlt,
    /// `/sys/class/net`: primary names only.
    Sysfs,
}

impl Namespace {
    /// The device that answers to a name.
    ///
    /// # Errors
    /// ENODEV if none does, ERANGE if netlink does not take a name of that length.
    pub fn lookup(&self, name: &[u8], via: Via) -> Result<Reply, Errno> {
        let found = match via {
            Via::Ioctl => {
                let name = IfName::cut(name);
                self.lookup_exact(name.as_bytes().split(|&b| b == b':').next().unwrap_or_default())
            }
            Via::GetLink => self.lookup_exact(attribute(name)?.as_bytes()),
            Via::GetLinkAlt if name.len() > 127 => return Err(Errno::ERANGE),
            Via::GetLinkAlt => self.lookup_exact(until_nul(name)),
            Via::Sysfs => IfName::new(name).and_then(|name| self.primary_holder(name)),
        };
        self.reply(found.ok_or(Errno::ENODEV)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{NewLink, Rules};

    #[test]
    fn each_interface_sees_its_own_part() {
        let mut host = Namespace::new(Rules::Trust);
        host.new_link(&NewLink::create("bridge", Some(b"br"))).unwrap();
        host.altname_add(2, b"alt").unwrap();
        host.altname_add(2, b"a name of twenty one").unwrap();
        let seen = |name: &[u8], via| host.lookup(name, via).is_ok();
        let all = [Via::Ioctl, Via::GetLink, Via::GetLinkAlt, Via::Sysfs];
        assert_eq!(all.map(|via| seen(b"br", via)), [true, true, true, true]);
        assert_eq!(all.map(|via| seen(b"alt", via)), [true, true, true, false]);
        assert_eq!(all.map(|via| seen(b"a name of twenty one", via)), [false, false, true, false]);
        assert_eq!(all.map(|via| seen(b"br:1", via)), [true, false, false, false]);
        assert_eq!(host.lookup(b"a name of twenty one", Via::GetLink), Err(Errno::ERANGE));
    }
}
