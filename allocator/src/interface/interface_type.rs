//! The types of interfaces.

use std::fmt;

/// The attribute `type` of an `<interface>` (libvirt 11.3.0, `virDomainNetType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InterfaceType {
    /// `user`: the hypervisor's own network stack.
    User,
    /// `ethernet`: a tap that is connected to nothing, or the user's own device.
    Ethernet,
    /// `vhostuser`: a socket to a switch in user space.
    Vhostuser,
    /// `server`: a TCP socket that listens.
    Server,
    /// `client`: a TCP socket that connects.
    Client,
    /// `mcast`: a multicast group.
    Mcast,
    /// `network`: a network of libvirt, which says what the interface really is.
    Network,
    /// `bridge`: a tap in a bridge of the host.
    Bridge,
    /// `internal`: a network inside the hypervisor.
    Internal,
    /// `direct`: a macvtap on a device of the host.
    Direct,
    /// `hostdev`: a device of the host that is handed to the guest.
    Hostdev,
    /// `udp`: a UDP socket.
    Udp,
    /// `vdpa`: a vDPA device.
    Vdpa,
    /// `null`: no connection.
    Null,
    /// `vds`: a distributed switch of VMware.
    Vds,
}

impl InterfaceType {
    /// Every type.
    pub const ALL: [Self; 15] = [
        Self::User,
        Self::Ethernet,
        Self::Vhostuser,
        Self::Server,
        Self::Client,
        Self::Mcast,
        Self::Network,
        Self::Bridge,
        Self::Internal,
        Self::Direct,
        Self::Hostdev,
        Self::Udp,
        Self::Vdpa,
        Self::Null,
        Self::Vds,
    ];

    /// The value of the attribute.
    pub const fn id(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Ethernet => "ethernet",
            Self::Vhostuser => "vhostuser",
            Self::Server => "server",
            Self::Client => "client",
            Self::Mcast => "mcast",
            Self::Network => "network",
            Self::Bridge => "bridge",
            Self::Internal => "internal",
            Self::Direct => "direct",
            Self::Hostdev => "hostdev",
            Self::Udp => "udp",
            Self::Vdpa => "vdpa",
            Self::Null => "null",
            Self::Vds => "vds",
        }
    }

    /// The type with this value of the attribute.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// The release that brought the type, major and minor, if it is younger than the oldest rules.
    pub const fn since(self) -> Option<(u32, u32)> {
        match self {
            Self::Vdpa => Some((6, 9)),
            Self::Null | Self::Vds => Some((8, 7)),
            _ => None,
        }
    }

    /// Whether the host has a network device for it, found by its name: a tap or a macvtap.
    pub const fn has_device(self) -> bool {
        matches!(self, Self::Ethernet | Self::Network | Self::Bridge | Self::Direct)
    }
}

impl fmt::Display for InterfaceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::InterfaceType;

    #[test]
    fn identifiers_lead_back() {
        for one in InterfaceType::ALL {
            assert_eq!(InterfaceType::from_id(one.id()), Some(one));
        }
        assert_eq!(InterfaceType::from_id("Bridge"), None);
    }
}
