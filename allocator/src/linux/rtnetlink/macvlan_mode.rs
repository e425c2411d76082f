//! How macvtaps and macvlans on one device reach each other.

/// The mode of a macvtap or macvlan (`enum macvlan_mode` of `linux/if_link.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MacvlanMode {
    /// Not at all.
    Private = 1,
    /// Through an external switch that reflects frames.
    Vepa = 2,
    /// Directly.
    Bridge = 4,
    /// There is one only, which has the device for itself.
    Passthru = 8,
}
