//! How a removal by identity ends.

/// What came of a removal. None of them is a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Removal {
    /// It was there, and is not any more.
    Removed,
    /// There is no such thing any more. Nothing was changed.
    Gone,
    /// Something else is in its place: it was left alone.
    NotOurs,
}
