//! A name that is not handed out for a while.

use super::StateError;
use super::shared::Shared;
use super::state::{LeaseRecord, LeaseTag, Locked};
use super::sync::Arc;
use crate::IfName;

/// A name that nobody else gets: first while its device is there, then, in quarantine, until the cleanup after it is done.
///
/// A lease that is dropped stays as it is: it is better never to hand out a name again than too early. When its process ends, others
/// [take it over](super::NameAllocator::take_orphans).
#[derive(Debug)]
#[must_use = "the name is never handed out again unless the lease is done"]
pub struct Lease {
    shared: Arc<Shared>,
    number: usize,
    record: LeaseRecord,
    tag: LeaseTag,
}

impl Lease {
    pub(super) fn new(shared: Arc<Shared>, number: usize, record: LeaseRecord, tag: LeaseTag) -> Self {
        Self { shared, number, record, tag }
    }

    /// The name.
    pub const fn name(&self) -> IfName {
        self.record.name
    }

    /// Which device of this name it is about: none of the same name that a counter named has the same.
    pub const fn generation(&self) -> u64 {
        self.record.generation
    }

    /// A number with which the device is to be marked (`IFLA_GROUP`), so that it is known again.
    pub const fn token(&self) -> u32 {
        self.record.token
    }

    /// The network namespace of the device (`SO_NETNS_COOKIE`); 0 if it was not told.
    pub const fn netns(&self) -> u64 {
        self.record.netns
    }

    /// The index of the device, if it was [noted](Self::note_device).
    pub const fn index(&self) -> Option<u32> {
        if self.record.index == 0 { None } else { Some(self.record.index) }
    }

    /// Whether the device is gone, and only its cleanup is not done.
    pub fn is_retired(&self) -> bool {
        self.tag == LeaseTag::Retired
    }

    /// Notes the index of the device that was created.
    ///
    /// # Errors
    /// [`StateError::TakenOver`] if another allocator has the lease; if the state is damaged or was rebuilt.
    pub fn note_device(&mut self, index: u32) -> Result<(), StateError> {
        self.lock()?.set_device(self.number, index);
        self.record.index = index;
        Ok(())
    }

    /// Puts the name into quarantine: the device is gone, or about to be.
    ///
    /// # Errors
    /// As for [`note_device`](Self::note_device).
    pub fn retire(&mut self) -> Result<(), StateError> {
        self.lock()?.set_tag(self.number, LeaseTag::Retired);
        self.tag = LeaseTag::Retired;
        Ok(())
    }

    /// Ends the lease: device and cleanup are done, and the name may be handed out again.
    ///
    /// # Errors
    /// As for [`note_device`](Self::note_device).
    pub fn done(self) -> Result<(), StateError> {
        Ok(self.lock()?.remove(self.number)?)
    }

    /// The lock of the state, in which the lease is as it was left.
    fn lock(&self) -> Result<Locked<'_>, StateError> {
        let locked = self.shared.memory.lock()?;
        locked.check(self.number, &self.record)?;
        Ok(locked)
    }
}
