//! The eras: which release picked names in which way.

use super::era_table::{self as table, Row};
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
    /// From 9.0 on: the same generator, and a tap that a user named is refused if it exists.
    Unified90,
}

/// The identifiers lead back to the eras:
///
/// ```
/// use ifrace_model::policy::{DeviceKind, Era};
///
/// let era = Era::from_id("unified-7.0").unwrap();
/// assert_eq!(era, Era::Unified70);
/// assert_eq!(era.counter_limit(DeviceKind::Tap), Some(2_147_483_647));
/// assert!(!era.creates(), "the caller creates the device, after the lock was dropped");
/// assert_eq!(Era::Tap68.kinds(), [DeviceKind::Tap]);
/// ```
impl Era {
    /// Every era, in the order of their releases.
    pub const ALL: [Self; 8] = [
        Self::KernelTemplate,
        Self::MacvtapScan,
        Self::MacvtapBitmap,
        Self::MailV1,
        Self::Tap68,
        Self::Macvtap68,
        Self::Unified70,
        Self::Unified90,
    ];

    const fn row(self) -> &'static Row {
        match self {
            Self::KernelTemplate => &table::KERNEL_TEMPLATE,
            Self::MacvtapScan => &table::MACVTAP_SCAN,
            Self::MacvtapBitmap => &table::MACVTAP_BITMAP,
            Self::MailV1 => &table::MAIL_V1,
            Self::Tap68 => &table::TAP_6_8,
            Self::Macvtap68 => &table::MACVTAP_6_8,
            Self::Unified70 => &table::UNIFIED_7_0,
            Self::Unified90 => &table::UNIFIED_9_0,
        }
    }

    /// The era as reports and options spell it, for example `tap-6.8`.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// The era with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|era| era.id() == id)
    }

    /// How the era picks names, in one line.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// The releases of libvirt that it covers. Versions of distributions mislead: some carry later code.
    pub const fn releases(self) -> &'static str {
        self.row().releases
    }

    /// The release or commit, file and function that the model follows.
    pub const fn source(self) -> &'static str {
        self.row().source
    }

    /// The kinds of device that it names.
    pub const fn kinds(self) -> &'static [DeviceKind] {
        self.row().kinds
    }

    /// The largest id that the counter of this kind hands out before it starts again from 0; `None` if the era has no counter
    /// for this kind, because it picks the lowest free number.
    ///
    /// Until then ids strictly increase, unless a reservation beyond the limit made the counter overflow. 100,000,000 is
    /// handed out, but is too long behind `macvtap` and `macvlan`: it appears only in the expansion of a user's template.
    pub fn counter_limit(self, kind: DeviceKind) -> Option<u64> {
        let limit = match self {
            Self::KernelTemplate | Self::MacvtapScan | Self::MacvtapBitmap => return None,
            Self::MailV1 => super::mail_v1::RING - 1,
            Self::Tap68 | Self::Macvtap68 | Self::Unified70 | Self::Unified90 => super::counter::wrap_id(kind),
        };
        self.kinds().contains(&kind).then(|| u64::from(limit.unsigned_abs()))
    }

    /// Whether the creation of the device is part of the call; otherwise the caller creates it afterwards.
    pub const fn creates(self) -> bool {
        !matches!(self, Self::Unified70 | Self::Unified90)
    }
}

impl fmt::Display for Era {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_lead_back_to_the_era() {
        for era in Era::ALL {
            assert_eq!(Era::from_id(era.id()), Some(era));
            assert_eq!(era.to_string(), era.id());
        }
        assert_eq!(Era::from_id("6.8"), None);
    }

    #[test]
    fn limits_exist_only_for_counters_of_the_eras_kinds() {
        let limits = |era: Era| DeviceKind::ALL.map(|kind| era.counter_limit(kind));
        assert_eq!(limits(Era::MacvtapBitmap), [None; 3]);
        assert_eq!(limits(Era::MailV1), [Some(99_999), None, None]);
        assert_eq!(limits(Era::Tap68), [Some(2_147_483_647), None, None]);
        assert_eq!(limits(Era::Macvtap68), [None, Some(100_000_000), Some(100_000_000)]);
        assert_eq!(limits(Era::Unified90), [Some(2_147_483_647), Some(100_000_000), Some(100_000_000)]);
    }
}
