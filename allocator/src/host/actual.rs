//! What an interface turns out to be on the host.

use crate::IfName;
use crate::interface::MacvtapMode;

/// How the device of an interface is connected (`virDomainNetGetActualType`): for the type `network` the network decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actual {
    /// A tap in a bridge of the host.
    Bridge(IfName),
    /// A tap in a bridge of Open vSwitch.
    OpenVswitch(IfName),
    /// A macvtap.
    Direct {
        /// The device under it.
        lower: IfName,
        /// How it reaches the others on the same device.
        mode: MacvtapMode,
    },
    /// A tap that is connected to nothing.
    Ethernet,
    /// The user's own tap or macvtap (`managed='no'`).
    Unmanaged,
    /// No network device of the host.
    None,
}

impl Actual {
    /// Whether the device is a tap that the life cycle creates.
    pub const fn is_managed_tap(self) -> bool {
        matches!(self, Self::Bridge(_) | Self::OpenVswitch(_) | Self::Ethernet)
    }

    /// Whether the device is a macvtap that the life cycle creates.
    pub const fn is_direct(self) -> bool {
        matches!(self, Self::Direct { .. })
    }
}
