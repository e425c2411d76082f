//! What a fuzz target is.

use crate::text;

/// A fuzz target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, that of its binary and of its folder in `corpus/`.
    pub name: &'static str,
    /// What an input is, in one line.
    pub input: &'static str,
    /// Its body: plays an input, and panics on a defect.
    pub run: fn(&[u8]),
    /// An input as text for people, which [`read`](Self::read) takes back.
    pub show: fn(&[u8]) -> String,
    /// The input that a text stands for.
    pub read: fn(&str) -> Result<Vec<u8>, Unreadable>,
}

impl Target {
    /// A target whose inputs are text themselves.
    pub(crate) const fn of_text(name: &'static str, input: &'static str, run: fn(&[u8])) -> Self {
        Self { name, input, run, show: text::show, read: text::read }
    }
}

/// A text that stands for no input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}
