//! A host, as the life cycle of a guest sees it: operations that it asks for, and what the host answers.
//!
//! The same life cycle runs on the real host (`linux::host`), on the simple one in memory (`memory`), and on any other that
//! answers a [`HostOp`]. Every operation is a small value: it can be printed, compared, recorded, refused, or failed on
//! purpose before it reaches the host.

mod actual;
mod failure;
mod incarnation;
mod network;
mod op;
mod reply;
mod snapshot;
mod words;

pub use actual::Actual;
pub use failure::Failure;
pub use incarnation::Incarnation;
pub use network::Network;
pub use op::{DeviceRef, ExistingFilter, FilterDriver, HostOp, Key, MacvtapKind, OvsAddForm};
pub use reply::{Found, LinkKind, Reply};
pub use snapshot::{DeviceSeen, OvsPortSeen, Snapshot};
pub use words::in_words;

/// Something that performs operations for guests.
pub trait Host {
    /// Performs one operation for one start of a guest.
    ///
    /// # Errors
    /// The [`Failure`] that whoever asked would get; then nothing has changed, unless the operation says otherwise.
    fn perform(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<Reply, Failure>;
}

/// A host that can be looked at.
pub trait Observe {
    /// What the host has now.
    ///
    /// # Errors
    /// A [`Failure`] of looking.
    fn observe(&mut self) -> Result<Snapshot, Failure>;
}
