//! What scenes need.

/// Something that a host must be able to do for a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Taps.
    Taps,
    /// Macvtaps, on a device of the host.
    Macvtaps,
    /// Bridges.
    Bridges,
    /// Limits of the bandwidth of devices.
    Bandwidth,
    /// Network filters, by the release's driver.
    Filters,
    /// Open vSwitch.
    OpenVswitch,
}
