//! A counter that never hands out an id twice.

#[cfg(loom)]
use loom::sync::atomic::{AtomicU64, Ordering};
#[cfg(not(loom))]
use std::sync::atomic::{AtomicU64, Ordering};

/// The ids of one prefix of names, such as the numbers of `vnet0`, `vnet1`, …; any number of threads may share it.
///
/// Ids strictly increase and are never handed out twice: a late cleanup that knows a device by its name cannot hit a newer
/// device of this counter. There is no wrap, since a wrap would break that promise: once the largest id is spent,
/// [`next`](Self::next) fails. Every operation is one atomic read-modify-write of one number, hence lock-free.
///
/// ```
/// use ifrace_allocator::names::NameCounter;
///
/// let counter = NameCounter::new(99);
/// assert_eq!(counter.next(), Ok(0));
/// counter.reserve(7);
/// counter.reserve(3);
/// assert_eq!(counter.next(), Ok(8));
/// ```
#[derive(Debug)]
pub struct NameCounter {
    /// The smallest id that is neither handed out nor reserved; `max + 1` when there is none.
    free: AtomicU64,
    max: u64,
}

/// Every id of a [`NameCounter`] up to its largest is handed out or reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("every id up to {max} is handed out or reserved")]
pub struct CounterExhausted {
    /// The largest id of the counter.
    pub max: u64,
}

impl NameCounter {
    /// A counter for the ids from 0 to `max`, both included. `u64::MAX` itself is no id: it stands for `u64::MAX - 1`.
    pub fn new(max: u64) -> Self {
        Self { free: AtomicU64::new(0), max: max.min(u64::MAX - 1) }
    }

    /// An id that is greater than every id handed out before and than every id reserved before.
    ///
    /// # Errors
    /// [`CounterExhausted`] when no id is left; it stays so.
    pub fn next(&self) -> Result<u64, CounterExhausted> {
        // Relaxed is enough: all threads agree on the order of changes to one atomic, and a read-modify-write sees the newest.
        self.free
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |id| (id <= self.max).then(|| id + 1))
            .map_err(|_| CounterExhausted { max: self.max })
    }

    /// Makes sure that no id up to and including this one is handed out from now on, for a name that is already in use.
    ///
    /// Reserving a smaller id than the newest one changes nothing, and so does an id above the largest: no name of this counter
    /// can collide with it.
    pub fn reserve(&self, id: u64) {
        if id <= self.max {
            self.free.fetch_max(id + 1, Ordering::Relaxed);
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn ids_increase_and_skip_reservations() {
        let counter = NameCounter::new(u64::MAX);
        assert_eq!((counter.next(), counter.next()), (Ok(0), Ok(1)));
        counter.reserve(0);
        assert_eq!(counter.next(), Ok(2));
        counter.reserve(2_u64.pow(40));
        assert_eq!(counter.next(), Ok(2_u64.pow(40) + 1));
    }

    #[test]
    fn an_exhausted_counter_stays_exhausted() {
        let counter = NameCounter::new(1);
        assert_eq!((counter.next(), counter.next()), (Ok(0), Ok(1)));
        let exhausted = Err(CounterExhausted { max: 1 });
        assert_eq!((counter.next(), counter.next()), (exhausted, exhausted));
        counter.reserve(0);
        assert_eq!(counter.next(), exhausted);
    }

    #[test]
    fn reservations_beyond_the_largest_id_do_not_count() {
        let counter = NameCounter::new(5);
        counter.reserve(6);
        counter.reserve(u64::MAX);
        assert_eq!(counter.next(), Ok(0));
        counter.reserve(5);
        assert_eq!(counter.next(), Err(CounterExhausted { max: 5 }));
        let wide = NameCounter::new(u64::MAX);
        wide.reserve(u64::MAX - 1);
        assert!(wide.next().is_err());
    }

    #[test]
    fn threads_never_share_an_id() {
        let counter = NameCounter::new(u64::MAX);
        let mut ids: Vec<u64> = std::thread::scope(|scope| {
            let draw = || (0..1000).map(|_| counter.next().unwrap()).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(draw)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        ids.sort_unstable();
        assert_eq!(ids, (0..4000).collect::<Vec<_>>());
    }
}
