//! What can be wrong with the file.

/// A baseline that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BaselineError {
    /// The number of the line, from 1 on.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl BaselineError {
    /// An error at a position in the text.
    pub(super) fn at(text: &str, position: usize, reason: String) -> Self {
        let before = text.get(..position).unwrap_or(text);
        Self { line: before.matches('\n').count() + 1, reason }
    }
}
