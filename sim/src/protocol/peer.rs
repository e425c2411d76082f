//! The process of a subject, as far as a dialogue needs one.

use crate::subject::Ending;

/// A running subject. An error is how it ended; it is of no use then.
pub trait Peer {
    /// Sends a line, with its line end.
    ///
    /// # Errors
    /// If the subject does not take it in time, or is gone.
    fn send(&mut self, line: &str) -> Result<(), Ending>;

    /// Waits for some bytes, at least one.
    ///
    /// # Errors
    /// If none come in time, or the subject is gone.
    fn receive(&mut self) -> Result<&[u8], Ending>;

    /// Ends its process, and starts a new one.
    ///
    /// # Errors
    /// If it does not start again.
    fn restart(&mut self) -> Result<(), Ending>;
}
