//! What a worker is to do.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The variable of the environment that has the [`Task`] of a worker.
pub(crate) const VARIABLE: &str = "IFRACE_NAMES_STRESS_TASK";

/// Which allocator a worker has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Mode {
    /// That of the crate.
    Right,
    /// The old one of libvirt: a counter of the process, a look whether the name exists, and a creation that is not exclusive.
    ProbeThenCreate,
    /// That of the crate, but a lease ends when the device is gone, before the cleanup.
    DoneBeforeCleanup,
}

/// The share of one worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) folder: PathBuf,
    pub(crate) mode: Mode,
    pub(crate) seed: u64,
    pub(crate) worker: usize,
    /// How many devices each thread is still to create.
    pub(crate) left: Vec<usize>,
    /// Which patterns are asked for: their numbers.
    pub(crate) patterns: Vec<usize>,
    /// How many devices a thread holds at a time.
    pub(crate) held: usize,
    /// How many names of a thread wait for their cleanup.
    pub(crate) late: usize,
    /// The index of the device that macvtaps are on.
    pub(crate) lower: u32,
}
