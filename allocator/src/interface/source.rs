//! Where an interface is connected.

use std::fmt;

/// The `<source>` of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A network of libvirt, by its name, and the group of ports in it.
    Network {
        /// The attribute `network`.
        name: String,
        /// The attribute `portgroup`.
        portgroup: Option<String>,
    },
    /// A bridge of the host, or of Open vSwitch if the interface has such a virtual port (the attribute `bridge`).
    Bridge(String),
    /// A device of the host under a macvtap.
    Direct {
        /// The attribute `dev`.
        lower: String,
        /// The attribute `mode`.
        mode: MacvtapMode,
    },
    /// None, or one that leads to no network device of the host.
    Other,
}

/// How the macvtaps on one device reach each other (the attribute `mode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MacvtapMode {
    /// Through an external switch that reflects frames; the default.
    #[default]
    Vepa,
    /// Directly.
    Bridge,
    /// Not at all.
    Private,
    /// The guest has the device for itself, under the guest's address.
    Passthrough,
}

impl MacvtapMode {
    /// Every mode.
    pub const ALL: [Self; 4] = [Self::Vepa, Self::Bridge, Self::Private, Self::Passthrough];

    /// The value of the attribute.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Vepa => "vepa",
            Self::Bridge => "bridge",
            Self::Private => "private",
            Self::Passthrough => "passthrough",
        }
    }

    /// The mode with this value of the attribute.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

impl fmt::Display for MacvtapMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
