//! Why there is no device.

use crate::IfName;
use crate::linux::OsError;
use crate::linux::identity::CleanupError;
use crate::names::{GenerateError, StateError};

/// Why a device was not created. Nothing of it is left: no device, and no lease of its name. If the kernel does not tell what became of
/// a macvtap, its lease stays, and whoever takes it over looks for the device.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// There is no name for it.
    #[error(transparent)]
    Name(#[from] GenerateError),
    /// A device has the name that was asked for.
    #[error("a device with the name {0} exists; choose another name, or a template such as vnet%d")]
    Taken(IfName),
    /// The kernel refuses the name that was asked for, or it is a template.
    #[error("the kernel refuses the name {0}: {1}")]
    BadName(IfName, OsError),
    /// The caller may not create devices.
    #[error("{0}; creating network devices takes root, or CAP_NET_ADMIN")]
    NotPermitted(OsError),
    /// There are no taps on this machine.
    #[error("{0}; load the kernel module tun, or give the container /dev/net/tun")]
    NoTun(OsError),
    /// The device that a macvtap is to be on is not there.
    #[error("there is no device with the index {0} to put a macvtap on; choose one that ip link shows")]
    NoLower(u32),
    /// The calling thread is in another network namespace than the allocator.
    #[error("the thread is in another network namespace than the one in which the allocator of devices was opened")]
    WrongNamespace,
    /// Another call failed.
    #[error("the device cannot be made: {0}")]
    Os(#[from] OsError),
}

impl From<StateError> for CreateError {
    fn from(error: StateError) -> Self {
        Self::Name(error.into())
    }
}

impl From<CleanupError> for CreateError {
    fn from(error: CleanupError) -> Self {
        match error {
            CleanupError::Os(error) => Self::Os(error),
            CleanupError::WrongNamespace { .. } => Self::WrongNamespace,
        }
    }
}
