//! What a subject may use.

use std::time::Duration;

/// What a subject may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExecLimits {
    /// Time for its first line.
    pub(crate) hello: Duration,
    /// Time for each line after that which the bench sends, until the next one of the subject.
    pub(crate) deadline: Duration,
    /// Time for a whole history.
    pub(crate) history: Duration,
    /// Memory in MiB of all its processes.
    pub(crate) memory_mib: u64,
    /// How many processes it may have.
    pub(crate) processes: usize,
    /// Bytes that it may write to its standard error within one history.
    pub(crate) stderr: u64,
}

impl ExecLimits {
    /// Seconds for a line, MiB of memory, and seconds for a whole history; the rest is as always.
    pub(crate) fn new(deadline: u64, memory_mib: u64, history: u64) -> Self {
        Self {
            hello: Duration::from_secs(10),
            deadline: Duration::from_secs(deadline),
            history: Duration::from_secs(history),
            memory_mib,
            processes: 256,
            stderr: 16 << 20,
        }
    }
}
