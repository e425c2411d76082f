//! Where everything is in the state: a header, the counters, the participants, the leases.

/// Words of the header and of a lease: a line of the processor's cache.
pub(crate) const LINE: usize = 8;

/// Words of a counter: one line for the count, which is written all the time, and one for what is only read.
const COUNTER: usize = 2 * LINE;

/// How much of everything there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) counters: usize,
    pub(crate) participants: usize,
    pub(crate) leases: usize,
}

impl Layout {
    /// That of the state of a host: as many leases as the kernel fills in numbers of a template, 2 MiB.
    #[cfg(not(loom))]
    pub(crate) const HOST: Self = Self { counters: 1024, participants: 1024, leases: 32_768 };

    /// That of a process that keeps its names to itself.
    #[cfg(not(loom))]
    pub(crate) const PROCESS: Self = Self { counters: 64, participants: 8, leases: 4096 };

    /// The smallest, of which every interleaving can be tried.
    #[cfg(loom)]
    pub(crate) const PROCESS: Self = Self { counters: 4, participants: 8, leases: 2 };

    /// How many words it takes.
    pub(crate) const fn words(self) -> usize {
        self.lease(self.leases)
    }

    /// The first word of a counter.
    pub(crate) const fn counter(self, number: usize) -> usize {
        LINE + COUNTER * number
    }

    /// The word of a participant.
    pub(crate) const fn participant(self, number: usize) -> usize {
        self.counter(self.counters) + number
    }

    /// The first word of a lease.
    pub(crate) const fn lease(self, number: usize) -> usize {
        self.participant(self.participants).next_multiple_of(LINE) + LINE * number
    }
}
