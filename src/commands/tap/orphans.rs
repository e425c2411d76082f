//! What earlier runs have left behind that were killed.

use ifrace_allocator::linux::devices::DeviceAllocator;
use ifrace_allocator::names::{Lease, StateError};

/// Sets the names free whose taps are gone. The others stay held, and their leases are returned: the command of a run that was killed
/// still has the tap. When this process ends they are orphans again, and the next run looks at them.
pub(super) fn recover(devices: &DeviceAllocator) -> Result<Vec<Lease>, StateError> {
    let mut kept = Vec::new();
    for orphan in devices.take_orphans()? {
        match devices.device_of(&orphan) {
            Ok(None) => orphan.into_lease().done()?,
            // What cannot be looked at may be there.
            Ok(Some(_)) | Err(_) => kept.push(orphan.into_lease()),
        }
    }
    Ok(kept)
}
