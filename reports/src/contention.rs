//! What a name costs while names are taken: times of allocators beside each other, from the bench `contention`.
//!
//! All times that are compared have to be of one run on one machine. See `benches/contention` for what was measured.

mod id;
mod json;
mod ratio;
mod svg;
mod table;
mod text;
pub(crate) mod time;

pub use id::{Key, NotAKey};
pub use json::render as json;
pub use ratio::{Aim, Judged, Ratio};
pub use svg::render as svg;
pub use text::render as text;

/// The group of the benchmarks, with which their ids begin.
pub const GROUP: &str = "contention";

/// The number of threads and of devices, where a table is about something else.
const USUAL: (u64, u64) = (1, 1_000);

/// The allocators in the order of tables; others follow.
const ORDER: [&str; 6] = ["hardened", "hardened-probing", "policy-7.0", "libvirt", "kernel-template", "bare-counter"];

/// What a benchmark measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Of what.
    pub key: Key,
    /// The median time of a call, in nanoseconds: more than 0.
    pub nanoseconds: f64,
    /// Whether the calls give no name; the time is then that of giving up.
    pub fails: bool,
}

/// All that was measured, in the order of tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Contention {
    cells: Vec<Measured>,
}

impl Contention {
    /// The results of benchmarks, in any order.
    pub fn new(mut cells: Vec<Measured>) -> Self {
        let place = |name: &str| ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len());
        let rank =
            |Key { allocator, threads, taken, devices }: &Key| (place(allocator), allocator.clone(), *taken, *threads, *devices);
        cells.sort_by_cached_key(|cell| rank(&cell.key));
        Self { cells }
    }

    /// All results.
    pub fn cells(&self) -> &[Measured] {
        &self.cells
    }

    /// The allocators that were measured.
    fn allocators(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.cells.iter().map(|cell| cell.key.allocator.as_str()).collect();
        all.dedup();
        all
    }

    fn find(&self, allocator: &str, threads: u64, taken: u64, devices: u64) -> Option<&Measured> {
        let key = Key { allocator: allocator.to_owned(), threads, taken, devices };
        self.cells.iter().find(|cell| cell.key == key)
    }

    /// The results of an allocator for each number of taken names, with one thread on the usual host.
    fn by_taken<'a>(&'a self, allocator: &'a str) -> impl Iterator<Item = &'a Measured> {
        let is_usual = move |cell: &&Measured| cell.key.allocator == allocator && (cell.key.threads, cell.key.devices) == USUAL;
        self.cells.iter().filter(is_usual)
    }
}
