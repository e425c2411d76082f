//! Why a device was not removed.

use super::{CreateError, Orphan};

/// A device, or its lease, that could not be removed, and why.
#[derive(Debug, thiserror::Error)]
#[error("the device of {} cannot be removed: {source}", orphan.lease().name())]
pub struct RemoveError {
    /// What stood in the way.
    pub source: CreateError,
    /// For another attempt: [`remove_orphan`](super::DeviceAllocator::remove_orphan).
    pub orphan: Box<Orphan>,
}
