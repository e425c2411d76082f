//! A counter that never hands out an id twice.

use std::hash::{Hash, Hasher};

#[cfg(loom)]
use loom::sync::atomic::{AtomicU64, Ordering};
#[cfg(not(loom))]
use std::sync::atomic::{AtomicU64, Ordering};

/// The ids of one prefix of names, such as the numbers of `vnet0`, `vnet1`, …; any number of threads may share it.
///
/// With [`next`](Self::next) ids strictly increase and are never handed out twice: a late cleanup that knows a device by its name
/// cannot hit a newer device of this counter. Once the largest id is spent it fails, since a wrap would break that promise. Who has
/// another judge of names, such as exclusive creation, asks with [`next_or_first`](Self::next_or_first), which wraps. Every operation is one atomic read-modify-write of one number, hence lock-free.
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

    /// The same with a smaller largest id; a greater one changes nothing.
    #[must_use]
    pub fn with_limit(self, max: u64) -> Self {
        Self { max: max.min(self.max), ..self }
    }

    /// The largest id.
    pub const fn max(&self) -> u64 {
        self.max
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

    /// The same, but behind the largest id the counter wraps: it hands out 0 again, and ids increase from there on. Between two wraps
    /// no id is handed out twice.
    ///
    /// ```
    /// use ifrace_allocator::names::NameCounter;
    ///
    /// let counter = NameCounter::new(1);
    /// assert_eq!([(); 3].map(|()| counter.next_or_first()), [0, 1, 0]);
    /// ```
    pub fn next_or_first(&self) -> u64 {
        let next = |id| Some(if id <= self.max { id + 1 } else { 1 });
        let (Ok(id) | Err(id)) = self.free.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        if id <= self.max { id } else { 0 }
    }

    /// Makes sure that no id up to and including this one is handed out from now on, until a wrap, for a name that is already in use.
    ///
    /// Reserving a smaller id than the newest one changes nothing, and so does an id above the largest: no name of this counter
    /// can collide with it.
    pub fn reserve(&self, id: u64) {
        if id <= self.max {
            self.free.fetch_max(id + 1, Ordering::Relaxed);
        }
    }
}

/// A counter of its own, which stands where this one stands now.
impl Clone for NameCounter {
    fn clone(&self) -> Self {
        Self { free: AtomicU64::new(self.free.load(Ordering::Relaxed)), max: self.max }
    }
}

/// Where the counters stand now: other threads may move them on at once.
impl PartialEq for NameCounter {
    fn eq(&self, other: &Self) -> bool {
        (self.free.load(Ordering::Relaxed), self.max) == (other.free.load(Ordering::Relaxed), other.max)
    }
}

impl Eq for NameCounter {}

/// As for the comparison: a counter that is the key of a map must not be moved on.
impl Hash for NameCounter {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.free.load(Ordering::Relaxed), self.max).hash(state);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_equal_and_goes_its_own_way() {
        let counter = NameCounter::new(9);
        counter.reserve(3);
        let copy = counter.clone();
        assert_eq!(copy, counter);
        assert_eq!(copy.next(), Ok(4));
        assert_ne!(copy, counter);
        assert_eq!(counter.next(), Ok(4));
        assert_ne!(NameCounter::new(8), NameCounter::new(9));
    }

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
    fn a_counter_that_wraps_begins_again_at_0() {
        let counter = NameCounter::new(2);
        assert_eq!([(); 5].map(|()| counter.next_or_first()), [0, 1, 2, 0, 1]);
        counter.reserve(2);
        assert_eq!(counter.next_or_first(), 0);
        assert_eq!([(); 2].map(|()| NameCounter::new(0).next_or_first()), [0, 0]);
        let wide = NameCounter::new(u64::MAX);
        wide.reserve(u64::MAX - 1);
        assert_eq!((wide.next_or_first(), wide.next_or_first()), (0, 1));
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
