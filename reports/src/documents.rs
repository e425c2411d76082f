//! What the judging of generated documents gave.

use serde::Serialize;

/// What the judging of generated documents gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Documents {
    /// How many were judged to their end.
    pub judged: u64,
    /// How many were to be.
    pub of: u64,
    /// Under how many different rows of rules.
    pub rules: usize,
    /// How many names were dropped from them, by all rules together.
    pub dropped: u64,
    /// The first of which something does not hold.
    pub wrong: Option<WrongDocument>,
}

/// A document of which something does not hold under the rules of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrongDocument {
    /// The rules.
    pub rules: &'static str,
    /// Its number in the stream of the seed.
    pub case: u64,
    /// What does not hold.
    pub why: String,
    /// The document.
    pub text: String,
}
