//! Operations as values.

use super::{Namespace, NewLink, RenameVia, Reply, Selector, TunSetIff, Via};
use crate::Errno;

/// One operation on a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Open `/dev/net/tun` and attach it to a new or existing device.
    Tun(TunSetIff),
    /// Close the descriptor that was attached to this device last.
    Close {
        /// The index that the device had when it was attached.
        index: u32,
    },
    /// `RTM_NEWLINK`.
    NewLink(NewLink),
    /// Give a device another name.
    Rename {
        /// The device.
        index: u32,
        /// The new name or template.
        name: Vec<u8>,
        /// The system interface.
        via: RenameVia,
    },
    /// `RTM_NEWLINKPROP` with one alternative name.
    AltnameAdd {
        /// The device.
        index: u32,
        /// The alternative name.
        name: Vec<u8>,
    },
    /// `RTM_DELLINKPROP` with one alternative name.
    AltnameDel {
        /// The device.
        index: u32,
        /// The alternative name.
        name: Vec<u8>,
    },
    /// Set the MTU.
    Mtu {
        /// The device.
        index: u32,
        /// Bytes, from [`MTU_MIN`](super::MTU_MIN) to [`MTU_MAX`](super::MTU_MAX).
        mtu: u32,
    },
    /// `RTM_DELLINK`.
    Delete(Selector),
    /// Ask who answers to a name.
    Lookup {
        /// The name.
        name: Vec<u8>,
        /// The system interface.
        via: Via,
    },
}

impl Namespace {
    /// Performs one operation.
    ///
    /// # Errors
    /// The error number that the kernel returns.
    pub fn apply(&mut self, operation: &Operation) -> Result<Reply, Errno> {
        match operation {
            Operation::Tun(request) => self.tun(request),
            Operation::Close { index } => self.close(*index),
            Operation::NewLink(request) => self.new_link(request),
            Operation::Rename { index, name, via } => self.rename(*index, name, *via),
            Operation::AltnameAdd { index, name } => self.altname_add(*index, name),
            Operation::AltnameDel { index, name } => self.altname_del(*index, name),
            Operation::Mtu { index, mtu } => self.set_mtu(*index, *mtu),
            Operation::Delete(selector) => self.delete(selector),
            Operation::Lookup { name, via } => self.lookup(name, *via),
        }
    }
}
