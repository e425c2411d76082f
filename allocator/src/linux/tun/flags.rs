//! Flags of `TUNSETIFF`.

use std::ops::BitOr;

/// What to ask of `TUNSETIFF` (`linux/if_tun.h`). Any combination can be sent, also one that the kernel refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct TunFlags(u16);

impl TunFlags {
    /// None of them: no kind of device, which the kernel refuses unless it only attaches.
    pub const NONE: Self = Self(0);
    /// A device of network packets.
    pub const TUN: Self = Self(0x0001);
    /// A device of Ethernet frames.
    pub const TAP: Self = Self(0x0002);
    /// Several files may attach to the device.
    pub const MULTI_QUEUE: Self = Self(0x0100);
    /// No protocol information before each packet.
    pub const NO_PI: Self = Self(0x1000);
    /// A virtio header before each packet.
    pub const VNET_HDR: Self = Self(0x4000);
    /// Create a device or fail, never attach to one that exists (`IFF_TUN_EXCL`).
    pub const EXCLUSIVE: Self = Self(0x8000);

    /// The flags as the kernel takes them.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether all of these flags are set.
    pub const fn contains(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }
}

impl BitOr for TunFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::TunFlags;

    #[test]
    fn flags_combine() {
        let flags = TunFlags::TAP | TunFlags::EXCLUSIVE;
        assert_eq!(flags.bits(), 0x8002);
        assert!(flags.contains(TunFlags::TAP) && flags.contains(TunFlags::NONE));
        assert!(!flags.contains(TunFlags::TAP | TunFlags::TUN));
    }
}
