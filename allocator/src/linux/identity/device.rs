//! Identity of network devices.

use crate::linux::rtnetlink::Link;
use std::fmt;
use std::num::NonZeroU32;

/// What tells one device from every other, and outlives neither the device nor the run of the machine.
///
/// Whoever keeps it in a file has to keep the identity of the run with it (`/proc/sys/kernel/random/boot_id`): indexes and
/// cookies of namespaces begin anew with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceIdentity {
    /// The index.
    pub index: u32,
    /// The number that the kernel keeps with the device.
    pub token: OwnerToken,
    /// The cookie of the network namespace that the device is in ([`netns_cookie`](crate::linux::netns::netns_cookie)); 0 where
    /// the kernel does not tell.
    pub netns: u64,
}

impl DeviceIdentity {
    /// Whether a link of the same network namespace is this device.
    pub(super) fn is(&self, link: &Link) -> bool {
        link.index == self.index && link.group == self.token.get()
    }
}

/// A number that an owner gives to one device, as its group (`IFLA_GROUP`).
///
/// It is up to the owner to give each number once. The groups that people use are small (`/etc/iproute2/group`), so that random
/// numbers are a good choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OwnerToken(NonZeroU32);

impl OwnerToken {
    /// A token with this number; `None` for 0, the group of every device that nobody has put into one.
    pub const fn new(number: u32) -> Option<Self> {
        match NonZeroU32::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number of the group, for [`NewLink::group`](crate::linux::rtnetlink::NewLink::group).
    pub const fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for OwnerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#010x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_group_is_no_token() {
        assert_eq!(OwnerToken::new(0), None);
        assert_eq!(OwnerToken::new(u32::MAX).map(OwnerToken::get), Some(u32::MAX));
    }

    #[test]
    fn both_numbers_count() {
        let token = OwnerToken::new(7).expect("it is not 0");
        assert_eq!(token.to_string(), "0x00000007");
        let identity = DeviceIdentity { index: 3, token, netns: 1 };
        let link = |index, group| Link { index, group, ..Link::default() };
        assert!(identity.is(&link(3, 7)));
        assert!(!identity.is(&link(3, 0)) && !identity.is(&link(4, 7)));
    }
}
