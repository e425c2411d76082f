//! The mark by which a device is known again.

use super::{CreateError, Lease};
use crate::linux::OsError;
use crate::linux::identity::OwnerToken;

/// The mark of the device of a lease.
pub(super) fn token_of(lease: &Lease) -> Result<OwnerToken, CreateError> {
    OwnerToken::new(lease.token()).ok_or(CreateError::Os(OsError::new("owner token", libc::EINVAL)))
}
