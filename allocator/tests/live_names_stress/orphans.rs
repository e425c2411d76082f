//! What workers take over from those that were killed.

use crate::event::Kind;
use crate::life::Life;
use crate::maker::Bearer;
use crate::patterns::number_of;
use ifrace_allocator::linux::devices::{DeviceAllocator, Orphan};
use ifrace_allocator::names::Lease;
use std::sync::Mutex;

/// Orphans that threads take one after the other.
#[derive(Debug)]
pub(crate) struct Orphans(Mutex<Vec<Orphan>>);

impl Orphans {
    pub(crate) fn take(devices: &DeviceAllocator) -> Self {
        Self(Mutex::new(devices.take_orphans().unwrap_or_else(|error| panic!("{error}"))))
    }

    pub(crate) fn next(&self) -> Option<Orphan> {
        self.0.lock().unwrap().pop()
    }
}

impl Life<'_> {
    /// Removes the device of an orphan. Its entry is removed late, as any other, if it has one.
    pub(crate) fn adopt(&self, orphan: Orphan) -> (Bearer, Option<Lease>) {
        let devices = &self.shared.maker.devices;
        let lease = orphan.lease();
        let (name, generation, token) = (lease.name().to_string(), lease.generation(), lease.token());
        let bearer = Bearer { name, pattern: number_of(lease.name(), generation), generation, token };
        self.tell(Kind::Adopted, &bearer, lease.index().unwrap_or_default());
        let device = devices.device_of(&orphan).unwrap_or_else(|error| panic!("{error}"));
        if device.is_some_and(|link| link.group != token) {
            self.tell(Kind::Wrong, &bearer, 0);
        }
        let lease = devices.remove_orphan(orphan).unwrap_or_else(|error| panic!("{error}"));
        self.tell(Kind::Removed, &bearer, lease.index().unwrap_or_default());
        if self.shared.side.owner(&bearer.name).is_none() {
            // It was killed before it made the entry, or after it had removed it. From now on it is as after any other device.
            self.shared.side.create(&bearer.name, token);
        }
        (bearer, Some(lease))
    }
}
