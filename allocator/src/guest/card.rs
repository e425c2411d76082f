//! What a daemon knows of one interface of a guest that is being started or runs.

use crate::host::Actual;
use crate::interface::{Interface, InterfaceType, Source, VirtualPortKind};
use crate::rules::Resource;
use crate::{IfName, Mac};
use std::sync::Arc;

/// One interface of a guest, with its state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// What it is to be.
    pub interface: Arc<Interface>,
    /// The address that the guest sees.
    pub mac: Mac,
    /// What it is now.
    pub state: CardState,
}

/// The state of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct CardState {
    /// What the interface is on the host; unknown for the type `network` until the network has said it.
    pub actual: Option<Actual>,
    /// The name by which the daemon knows the device (`net->ifname`). Before the device is created it is the user's, or that of
    /// the document of an incoming migration.
    pub name: Option<IfName>,
    /// The interface index of the device that was created for it.
    pub index: Option<u32>,
    /// Whether the name was generated.
    pub generated: bool,
    /// Whether its macvtap was created and opened (since 9.1.0, in the status file).
    pub created: bool,
    /// Whether the connection succeeded.
    pub connected: bool,
    /// What this start of the guest has set up for it.
    pub set_up: SetUp,
    /// The identity of the row in Open vSwitch.
    pub row: Option<u128>,
    /// Whether something that is keyed by the name could not be removed, so that the device has to hold the name.
    pub stuck: bool,
}

/// A set of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct SetUp(u16);

impl SetUp {
    /// Whether the set has a resource.
    pub const fn has(self, resource: Resource) -> bool {
        self.0 & bit(resource) != 0
    }

    pub(super) const fn insert(&mut self, resource: Resource) {
        self.0 |= bit(resource);
    }

    pub(super) const fn remove(&mut self, resource: Resource) {
        self.0 &= !bit(resource);
    }
}

const fn bit(resource: Resource) -> u16 {
    match resource {
        Resource::Bandwidth(_) => 1,
        Resource::Filter => 1 << 1,
        Resource::MacRule => 1 << 2,
        Resource::Script => 1 << 3,
        Resource::Macvtap => 1 << 4,
        Resource::EthernetTap => 1 << 5,
        Resource::Lower => 1 << 6,
        Resource::OvsPort => 1 << 7,
        Resource::Port => 1 << 8,
        Resource::Device => 1 << 9,
    }
}

/// Why an interface cannot be part of a guest here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitInterface {
    /// No device of the host can have this name.
    #[error("'{0}' is no name of a device: give 1 to 15 bytes")]
    Name(String),
    /// The type needs a source that it does not have.
    #[error("an interface of the type {0} needs a source")]
    NoSource(InterfaceType),
    /// The guest has too many.
    #[error("a guest can have 256 interfaces, and this is one more")]
    TooMany,
    /// The virtual port needs a daemon that is not supported.
    #[error("a virtual port of the type {} is not supported: only openvswitch is", .0.id())]
    VirtualPort(VirtualPortKind),
}

impl Card {
    /// An interface of a guest that is not started yet. Without an address of its own it gets one of the prefix 52:54:00, made
    /// from the guest's number and its own.
    pub(super) fn new(interface: Arc<Interface>, guest: u16, number: u8) -> Result<Self, UnfitInterface> {
        let [high, low] = guest.to_be_bytes();
        let mac = interface.mac.unwrap_or(Mac([0x52, 0x54, 0, high, low, number]));
        let state = CardState { actual: actual(&interface)?, name: interface.target, ..CardState::default() };
        Ok(Self { interface, mac, state })
    }

    /// The state before the start: only what the document says.
    pub(super) fn reset(&mut self) {
        let actual = self.state.actual.filter(|_| self.interface.interface_type != InterfaceType::Network);
        self.state = CardState { actual, name: self.interface.target, ..CardState::default() };
    }
}

fn actual(interface: &Interface) -> Result<Option<Actual>, UnfitInterface> {
    let name = |text: &str| IfName::new(text).ok_or_else(|| UnfitInterface::Name(text.to_owned()));
    let switch = interface.virtual_port.as_ref().and_then(|port| port.kind);
    if let Some(kind) = switch.filter(|kind| *kind != VirtualPortKind::OpenVswitch) {
        return Err(UnfitInterface::VirtualPort(kind));
    }
    Ok(match (interface.interface_type, &interface.source) {
        (InterfaceType::Network, Source::Network { .. }) => None,
        (InterfaceType::Bridge, Source::Bridge(bridge)) if switch.is_some() => Some(Actual::OpenVswitch(name(bridge)?)),
        (InterfaceType::Bridge, Source::Bridge(bridge)) => Some(Actual::Bridge(name(bridge)?)),
        (InterfaceType::Direct, Source::Direct { lower, mode }) => Some(Actual::Direct { lower: name(lower)?, mode: *mode }),
        (InterfaceType::Ethernet, _) if interface.is_unmanaged() => Some(Actual::Unmanaged),
        (InterfaceType::Ethernet, _) => Some(Actual::Ethernet),
        (one @ (InterfaceType::Network | InterfaceType::Bridge | InterfaceType::Direct), _) => {
            return Err(UnfitInterface::NoSource(one));
        }
        _ => Some(Actual::None),
    })
}
