//! Networks of libvirt on a host.

use super::Actual;

/// A network that interfaces of the type `network` refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Its name.
    pub name: String,
    /// What an interface in it is: a bridge, a bridge of Open vSwitch, or a macvtap.
    pub actual: Actual,
    /// Whether the network has limits of its own, which is what an interface needs for a guaranteed rate.
    pub limited: bool,
}
