//! Whether the same gives the same.

use crate::commands::CommandError;
use crate::race::Hunted;

/// Compares what was played with what was played again.
///
/// # Errors
/// They differ.
pub(super) fn check(once: &Hunted, again: &Hunted) -> Result<(), CommandError> {
    let is_whole = once.over.is_none() && again.over.is_none();
    if is_whole && once.report != again.report {
        let (one, other) = (once.report.hash, again.report.hash);
        return Err(CommandError::Nondeterminism(format!(
            "the same schedules were played twice, and the two differ (hashes {one:016x} and {other:016x}): report this as a defect"
        )));
    }
    Ok(())
}
