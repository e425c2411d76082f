//! What a host answers.

use super::Actual;
use crate::IfName;

/// The answer to an operation that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// It is done.
    Done,
    /// To a probe: whether a device answers to the name.
    Exists(bool),
    /// To a look-up: the device that answers to the name.
    Found(Option<Found>),
    /// To a creation, or to the opening of the user's own device: the device that the actor now has.
    Device {
        /// Its name, which may have been a template.
        name: IfName,
        /// Its interface index.
        index: u32,
    },
    /// To the creation of a port in a network: what the interface is.
    Port(Actual),
    /// To the creation of a port of Open vSwitch: the identity of its row.
    OvsPort(#[serde(serialize_with = "uuid")] u128),
}

/// A device that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Found {
    /// Its interface index.
    pub index: u32,
    /// Its kind.
    pub kind: LinkKind,
}

/// A kind of network device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// A tap.
    Tap,
    /// A macvtap.
    Macvtap,
    /// A macvlan.
    Macvlan,
    /// A bridge.
    Bridge,
    /// Anything else.
    Other,
}

impl LinkKind {
    /// The kind, for people.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tap => "tap",
            Self::Macvtap => "macvtap",
            Self::Macvlan => "macvlan",
            Self::Bridge => "bridge",
            Self::Other => "other",
        }
    }
}

fn uuid<S: serde::Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{number:032x}"))
}
