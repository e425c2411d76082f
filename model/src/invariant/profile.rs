//! What an invariant has to know about the allocator that it judges.

use crate::policy::{DeviceKind, Era};

/// Facts about an allocator's counters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    limits: [Option<u64>; DeviceKind::ALL.len()],
    attempts: u64,
    tries_default: bool,
    is_lasting: bool,
}

impl Profile {
    /// An allocator whose counters never wrap.
    pub const ENDLESS: Self =
        Self { limits: [None; DeviceKind::ALL.len()], attempts: 0, tries_default: false, is_lasting: false };

    /// An allocator whose counters survive the restart of its process. Each template has one, whatever the kind of the device: it begins
    /// again when no more id fits a name of 15 bytes, or after twelve digits. Names that are taken, however many, are passed over, and no
    /// others. Where templates share names, as `v%d` and `v1%d` do, what one has given the other passes over.
    pub const LASTING: Self = Self {
        limits: [Some(99_999_999_999), Some(99_999_999), Some(99_999_999)],
        attempts: 0,
        tries_default: false,
        is_lasting: true,
    };

    /// An allocator that counts anew in each process, with one counter for all templates of a kind, up to an id of eight digits. A request
    /// goes on over names that are taken, 2²⁰ of them at most.
    pub const MONOTONIC: Self =
        Self { limits: [Some(99_999_999); DeviceKind::ALL.len()], attempts: 1 << 20, tries_default: false, is_lasting: false };

    /// The profile of an era's policy.
    pub fn of(era: Era) -> Self {
        let attempts = if era == Era::MailV1 { 100_000 } else { 10_000 };
        Self { limits: DeviceKind::ALL.map(|kind| era.counter_limit(kind)), attempts, tries_default: true, is_lasting: false }
    }

    /// The largest id of a counter before it wraps to 0; `None` if it never does.
    pub fn limit(&self, kind: DeviceKind) -> Option<u64> {
        self.limits[kind as usize]
    }

    /// Whether counters and reservations survive a restart.
    pub(super) const fn is_lasting(&self) -> bool {
        self.is_lasting
    }

    /// How many ids one request may pass over, because names are taken.
    pub fn attempts(&self) -> u64 {
        self.attempts
    }

    /// Whether a request may try the ids of the kind's default template, whatever was asked for, as some eras do.
    pub(super) const fn tries_default(&self) -> bool {
        self.tries_default
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;
    use crate::invariant::counters::default_template;
    use crate::invariant::lasting_counters::ids;
    use crate::policy::DeviceKind;
    use crate::{NAME_MAX, Template};

    #[test]
    fn the_largest_id_fills_a_name() {
        for kind in DeviceKind::ALL {
            let (text, limit) = (default_template(kind), Profile::LASTING.limit(kind).unwrap());
            let template = Template::parse(&text).unwrap();
            assert_eq!((ids(&template), template.expand(limit as i64).len()), (limit + 1, NAME_MAX), "{kind}");
        }
    }
}
