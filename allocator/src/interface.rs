//! An `<interface>` of a domain: what a guest's network card is to be.

mod bandwidth;
mod filter;
mod interface_type;
mod source;
mod virtual_port;

pub use bandwidth::{Bandwidth, Rate};
pub use filter::Filter;
pub use interface_type::InterfaceType;
pub use source::{MacvtapMode, Source};
pub use virtual_port::{VirtualPort, VirtualPortKind};

use crate::{IfName, Mac};

/// What one `<interface>` element asks for. Everything else in the element is the document's to keep.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interface {
    /// The attribute `type`.
    pub interface_type: InterfaceType,
    /// Where it is connected.
    pub source: Source,
    /// The network that the document names although its type is another one: it shows what an interface of the type `network` has
    /// become while the guest runs (libvirt 9.0.0, `virDomainActualNetDefContentsFormat`).
    pub network: Option<String>,
    /// The address of the guest's card; libvirt makes one up if there is none.
    pub mac: Option<Mac>,
    /// The name of the device on the host (`<target dev>`); of a type without one, a name that a device could bear.
    pub target: Option<IfName>,
    /// Whether the device is ours to create and to configure (`<target managed>`, since 5.7.0); `None` where it is not said,
    /// which means yes.
    pub managed: Option<bool>,
    /// What the port of the switch gets to know.
    pub virtual_port: Option<VirtualPort>,
    /// The network filter.
    pub filter: Option<Filter>,
    /// The limits of traffic.
    pub bandwidth: Option<Bandwidth>,
    /// The card that the guest sees (`<model type>`).
    pub model: Option<String>,
    /// The largest packet in bytes (`<mtu size>`).
    pub mtu: Option<u32>,
    /// The number of queues (`<driver queues>`); `None` where it is not said, which means one.
    pub queues: Option<u32>,
    /// The script that brings an `ethernet` interface up (`<script path>`).
    pub script: Option<String>,
    /// The script that takes it down again (`<downscript path>`, since 5.1.0).
    pub downscript: Option<String>,
}

impl Interface {
    /// An interface of a type with a source, and nothing else.
    pub const fn new(interface_type: InterfaceType, source: Source) -> Self {
        Self {
            interface_type,
            source,
            network: None,
            mac: None,
            target: None,
            managed: None,
            virtual_port: None,
            filter: None,
            bandwidth: None,
            model: None,
            mtu: None,
            queues: None,
            script: None,
            downscript: None,
        }
    }

    /// The type that the interface has where it is stored or sent. It is another one than the document's where that shows what an
    /// interface of the type `network` has become.
    ///
    /// ```
    /// use ifrace_allocator::interface::{Interface, InterfaceType, MacvtapMode, Source};
    ///
    /// let source = Source::Direct { lower: "eth0".to_owned(), mode: MacvtapMode::Bridge };
    /// let mut macvtap = Interface::new(InterfaceType::Direct, source);
    /// assert_eq!(macvtap.written_type(), InterfaceType::Direct);
    /// macvtap.network = Some("lan".to_owned());
    /// assert_eq!(macvtap.written_type(), InterfaceType::Network);
    /// ```
    pub const fn written_type(&self) -> InterfaceType {
        if self.network.is_some() { InterfaceType::Network } else { self.interface_type }
    }

    /// Whether the device is the user's own business (`managed='no'`).
    pub fn is_unmanaged(&self) -> bool {
        self.managed == Some(false)
    }
}
