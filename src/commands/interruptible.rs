//! Work that cannot look for a signal itself.

use super::CommandError;
use crate::interrupt::Interrupt;
use crate::worker;

/// Does the work in a thread of its own. After a signal nobody waits for its end, and no worker of it stays behind.
///
/// # Errors
/// After a signal, and those of the work.
pub(super) fn run<T: Send + 'static>(work: impl FnOnce() -> Result<T, CommandError> + Send + 'static) -> Result<T, CommandError> {
    Interrupt::install().unless_set(work).unwrap_or_else(|| {
        worker::end_all();
        Err(CommandError::Interrupted)
    })
}
