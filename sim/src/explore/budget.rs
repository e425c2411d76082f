//! The bytes that a search holds.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Counts bytes against a limit. The orderings are relaxed since nothing else is read by what they say.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    held: AtomicU64,
    peak: AtomicU64,
}

impl Budget {
    pub(super) fn new(limit: Option<u64>) -> Self {
        Self { limit: limit.unwrap_or(u64::MAX), held: AtomicU64::new(0), peak: AtomicU64::new(0) }
    }

    /// Holds so many bytes more, unless that passes the limit.
    pub(super) fn take(&self, bytes: usize) -> bool {
        let more = |held: u64| held.checked_add(bytes as u64).filter(|held| *held <= self.limit);
        let taken = self.held.fetch_update(Relaxed, Relaxed, more);
        if let Ok(before) = taken {
            self.peak.fetch_max(before + bytes as u64, Relaxed);
        }
        taken.is_ok()
    }

    /// Holds so many bytes less.
    pub(super) fn give(&self, bytes: usize) {
        self.held.fetch_sub(bytes as u64, Relaxed);
    }

    /// The most bytes held at once.
    pub(super) fn peak(&self) -> u64 {
        self.peak.load(Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn what_passes_the_limit_is_not_taken() {
        let budget = Budget::new(Some(10));
        assert!(budget.take(6));
        assert!(!budget.take(5));
        assert!(budget.take(4));
        budget.give(9);
        assert!(budget.take(1));
        assert_eq!(budget.peak(), 10);
    }
}
