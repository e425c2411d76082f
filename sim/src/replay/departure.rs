//! Where a lenient replay leaves the trace.

use super::Divergence;

/// Where a lenient replay leaves the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What was different.
    pub divergence: Divergence,
    /// The lines that were skipped; none if the step was played, with another outcome.
    pub skipped: Vec<usize>,
}
