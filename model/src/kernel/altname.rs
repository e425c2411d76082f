//! Alternative names.

use super::{Namespace, Reply};
use crate::{Errno, until_nul};

/// Longest alternative name in bytes (`ALTIFNAMSIZ` less its NUL).
const ALTNAME_MAX: usize = 127;

/// Most alternative names of one device: more would not fit one netlink message (`rtnl_alt_ifname()`).
const ALTNAMES_MAX: usize = 496;

impl Namespace {
    /// Adds an alternative name (`RTM_NEWLINKPROP`). Any bytes will do, white space, `/` and `%d` among them, and even none.
    ///
    /// # Errors
    /// ERANGE beyond 127 bytes, ENODEV without such a device, EINVAL for the 497th of a device, EEXIST if anything answers to
    /// the name, the device itself included.
    pub fn altname_add(&mut self, index: u32, name: &[u8]) -> Result<Reply, Errno> {
        self.link(index)?;
        let name = altname(name)?;
        if self.device(index).is_some_and(|device| device.altnames.len() >= ALTNAMES_MAX) {
            return Err(Errno::EINVAL);
        }
        if self.lookup_exact(name).is_some() {
            return Err(Errno::EEXIST);
        }
        self.add_name(name, index);
        if let Some(device) = self.device_mut(index) {
            device.altnames.push(name.into());
        }
        Ok(Reply::Done)
    }

    /// Removes an alternative name (`RTM_DELLINKPROP`).
    ///
    /// # Errors
    /// ERANGE beyond 127 bytes, ENODEV without such a device, ENOENT if nothing answers to the name, EINVAL if it is a primary
    /// name or if another device answers to it.
    pub fn altname_del(&mut self, index: u32, name: &[u8]) -> Result<Reply, Errno> {
        self.link(index)?;
        let name = altname(name)?;
        let holder = self.lookup_exact(name).ok_or(Errno::ENOENT)?;
        let device = self.device_mut(index).ok_or(Errno::ENODEV)?;
        let at = device.altnames.iter().position(|altname| altname.as_ref() == name);
        // A cut template can give a device one of its own alternative names as the primary one, which then answers.
        let is_primary = device.name.as_bytes() == name;
        let Some(at) = at.filter(|_| holder == index && !is_primary) else { return Err(Errno::EINVAL) };
        device.altnames.remove(at);
        self.remove_name(name, index);
        Ok(Reply::Done)
    }
}

fn altname(bytes: &[u8]) -> Result<&[u8], Errno> {
    if bytes.len() > ALTNAME_MAX { Err(Errno::ERANGE) } else { Ok(until_nul(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Rules, TunSetIff};

    fn host() -> Namespace {
        let mut host = Namespace::new(Rules::Trust);
        host.tun(&TunSetIff::tap(b"vnet0")).unwrap();
        host
    }

    #[test]
    fn anything_is_an_altname_but_only_once() {
        let mut host = host();
        for name in [&b""[..], b"a b", b"a/b", b".", b"all", b"vnet%d", b"\xa0", &[b'x'; 127]] {
            assert!(host.altname_add(2, name).is_ok());
            assert_eq!(host.altname_add(1, name), Err(Errno::EEXIST));
        }
        assert_eq!(host.altname_add(2, &[b'x'; 128]), Err(Errno::ERANGE));
        assert_eq!(host.altname_add(2, b"vnet0"), Err(Errno::EEXIST), "its own name");
        assert_eq!(host.altname_add(9, b"x"), Err(Errno::ENODEV));
    }

    #[test]
    fn only_the_own_altnames_are_removed() {
        let mut host = host();
        host.altname_add(2, b"x").unwrap();
        assert_eq!(host.altname_del(1, b"x"), Err(Errno::EINVAL));
        assert_eq!(host.altname_del(2, b"vnet0"), Err(Errno::EINVAL));
        assert_eq!(host.altname_del(2, b"y"), Err(Errno::ENOENT));
        assert!(host.altname_del(2, b"x").is_ok());
        assert_eq!(host.lookup_exact(b"x"), None);
    }

    #[test]
    fn a_primary_name_hides_the_own_altname_of_the_same_bytes() {
        let mut host = host();
        (0..100).for_each(|id| host.altname_add(2, format!("PPPPPPPPPPPPP{id}").as_bytes()).map(drop).unwrap());
        host.rename(2, b"PPPPPPPPPPPPP%d", crate::kernel::RenameVia::Netlink).unwrap();
        assert_eq!(host.holders(b"PPPPPPPPPPPPP10"), [2, 2]);
        assert_eq!(host.altname_del(2, b"PPPPPPPPPPPPP10"), Err(Errno::EINVAL));
    }

    #[test]
    fn a_device_has_at_most_496() {
        let mut host = host();
        (0..496).for_each(|id| host.altname_add(2, format!("x{id}").as_bytes()).map(drop).unwrap());
        assert_eq!(host.altname_add(2, b"one more"), Err(Errno::EINVAL));
    }

    #[test]
    fn a_template_may_duplicate_an_altname_and_the_newest_answers() {
        let mut host = host();
        (0..100).for_each(|id| host.altname_add(2, format!("PPPPPPPPPPPPP{id}").as_bytes()).map(drop).unwrap());
        host.tun(&TunSetIff::tap(b"PPPPPPPPPPPPP%d")).unwrap();
        assert_eq!(host.tun(&TunSetIff::tap(b"PPPPPPPPPPPPP%d")), Err(Errno::EEXIST), "10 is a primary name now");
        assert_eq!(host.holders(b"PPPPPPPPPPPPP10"), [3, 2]);
        assert_eq!(host.altname_del(2, b"PPPPPPPPPPPPP10"), Err(Errno::EINVAL), "hidden by the newer holder");
        host.delete(&crate::kernel::Selector::index(3)).unwrap();
        assert!(host.altname_del(2, b"PPPPPPPPPPPPP10").is_ok());
    }
}
