//! Devices with names that nobody else has: created exclusively, marked with their owner, and removed by what they are.
//!
//! The kernel decides who gets a name (`IFF_TUN_EXCL`; `NLM_F_CREATE | NLM_F_EXCL`): nothing is probed, so that nothing can happen
//! between a check and the creation. Where it refuses a name that is taken, the next one is tried; a picture of the host's names lets
//! that pass over any number of taken names at once. Each name is noted before its device is created ([`Lease`]), so that nobody who is
//! killed leaves behind a device that the next one does not find.

mod create_error;
mod device_allocator;
mod macvtap;
mod mark;
mod orphan;
mod owned_device;
mod remove_error;
mod tap;
mod wanted;

pub use create_error::CreateError;
pub use device_allocator::DeviceAllocator;
pub use macvtap::MacvtapOptions;
pub use orphan::Orphan;
pub use owned_device::OwnedDevice;
pub use remove_error::RemoveError;
pub use tap::TapOptions;
pub use wanted::Wanted;

use crate::names::Lease;
