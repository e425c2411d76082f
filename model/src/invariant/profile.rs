//! What an invariant has to know about the allocator that it judges.

use crate::policy::{DeviceKind, Era};

/// Facts about an allocator's counters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    limits: [Option<u64>; DeviceKind::ALL.len()],
    attempts: u64,
}

impl Profile {
    /// An allocator whose counters never wrap.
    pub const ENDLESS: Self = Self { limits: [None; DeviceKind::ALL.len()], attempts: 0 };

    /// The profile of an era's policy.
    pub fn of(era: Era) -> Self {
        let attempts = if era == Era::MailV1 { 100_000 } else { 10_000 };
        Self { limits: DeviceKind::ALL.map(|kind| era.counter_limit(kind)), attempts }
    }

    /// The largest id of a counter before it wraps to 0; `None` if it never does.
    pub fn limit(&self, kind: DeviceKind) -> Option<u64> {
        self.limits[kind as usize]
    }

    /// How many ids one request may pass over, because names are taken.
    pub fn attempts(&self) -> u64 {
        self.attempts
    }
}
