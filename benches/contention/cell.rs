//! What is measured.

/// The circumstances of a benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// How many threads ask for names at once.
    pub(crate) threads: u64,
    /// How many names directly ahead of the counter are taken.
    pub(crate) taken: u64,
    /// How many devices the host has.
    pub(crate) devices: u64,
}

const THREADS: [u64; 4] = [1, 2, 4, 8];
const TAKEN: [u64; 7] = [0, 1, 10, 100, 1_000, 9_999, 30_000];
const DEVICES: [u64; 3] = [10, 1_000, 10_000];

/// The host whose tables have every number of threads and of taken names.
const USUAL_DEVICES: u64 = 1_000;
/// More taken names are measured with one thread only.
const SHARED_TAKEN_MAX: u64 = 100;

impl Cell {
    /// The end of the benchmark's id.
    pub(crate) fn parameters(self) -> String {
        let Self { threads, taken, devices } = self;
        format!("threads-{threads}/taken-{taken}/devices-{devices}")
    }

    fn is_measured(self) -> bool {
        let Self { threads, taken, devices } = self;
        let is_shared = taken == 0 || (devices == USUAL_DEVICES && taken <= SHARED_TAKEN_MAX);
        taken <= super::host::room(devices) && (threads == 1 || is_shared)
    }
}

/// Every cell that is measured. Devices only become more.
pub(crate) fn all() -> impl Iterator<Item = Cell> {
    let cells = |devices| {
        TAKEN.into_iter().flat_map(move |taken| THREADS.into_iter().map(move |threads| Cell { threads, taken, devices }))
    };
    DEVICES.into_iter().flat_map(cells).filter(|cell| cell.is_measured())
}
