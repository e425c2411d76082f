//! The eras: which release picked names in which way.

use std::fmt;

/// A kind of device that has a default prefix for generated names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceKind {
    /// A tap, made by `TUNSETIFF`; `vnetN`.
    Tap,
    /// A macvtap, made by `RTM_NEWLINK`; `macvtapN`.
    Macvtap,
    /// A macvlan, made by `RTM_NEWLINK`; `macvlanN`.
    Macvlan,
}

impl DeviceKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Tap, Self::Macvtap, Self::Macvlan];

    /// The default prefix of generated names (libvirt 7.0.0, `virnetdev.h`, `VIR_NET_GENERATED_*_PREFIX`).
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Tap => "vnet",
            Self::Macvtap => "macvtap",
            Self::Macvlan => "macvlan",
        }
    }

    /// The kind as reports and options spell it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tap => "tap",
            Self::Macvtap => "macvtap",
            Self::Macvlan => "macvlan",
        }
    }
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A period of libvirt's history with its own way of picking names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Taps until 6.7: the kernel fills in `vnet%d`.
    KernelTemplate,
    /// Macvtaps before 1.3.2: count up from 0, with 5 tries.
    MacvtapScan,
    /// Macvtaps from 1.3.2 to 6.7: a bitmap of 8192 ids, lowest free first.
    MacvtapBitmap,
    /// The first patch as it was mailed, never released: a counter modulo 100,000.
    MailV1,
    /// Taps in 6.8 to 6.10: a counter of their own.
    Tap68,
    /// Macvtaps and macvlans in 6.8 to 6.10: two counters.
    Macvtap68,
    /// 7.0 to 8.10: one generator with three counters.
    Unified70,
    /// From 9.0 on: the same generator, and a name that a user gave is refused if it exists.
    Unified90,
}
