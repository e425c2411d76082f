//! The error numbers that this host answers with (`errno(3)`, Linux on x86 and Arm; the same on every platform it runs on).

use crate::host::Failure;

pub(super) const ENOENT: Failure = Failure::errno(2, "ENOENT");
pub(super) const E2BIG: Failure = Failure::errno(7, "E2BIG");
pub(super) const EBUSY: Failure = Failure::errno(16, "EBUSY");
pub(super) const EEXIST: Failure = Failure::errno(17, "EEXIST");
pub(super) const ENODEV: Failure = Failure::errno(19, "ENODEV");
pub(super) const EINVAL: Failure = Failure::errno(22, "EINVAL");
pub(super) const ENFILE: Failure = Failure::errno(23, "ENFILE");
pub(super) const EBADFD: Failure = Failure::errno(77, "EBADFD");
pub(super) const EOPNOTSUPP: Failure = Failure::errno(95, "EOPNOTSUPP");
