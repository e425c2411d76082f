//! What went wrong with an operation.

use std::borrow::Cow;
use std::fmt;

const EBUSY: i32 = 16;
const EEXIST: i32 = 17;

/// An operation failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Failure {
    /// The error number, as in `errno(3)`; 0 if the failure has none, such as that of a command.
    pub errno: i32,
    /// The error number's symbol, or what a command said, in a line.
    pub text: Cow<'static, str>,
}

impl Failure {
    /// A failure with an error number and its symbol, such as `EEXIST`.
    pub const fn errno(errno: i32, symbol: &'static str) -> Self {
        Self { errno, text: Cow::Borrowed(symbol) }
    }

    /// Whether the name was taken: `EBUSY` from `TUNSETIFF`, `EEXIST` from `RTM_NEWLINK`.
    pub const fn is_taken(&self) -> bool {
        matches!(self.errno, EBUSY | EEXIST)
    }

    /// A failure without an error number.
    pub fn other(text: impl Into<Cow<'static, str>>) -> Self {
        Self { errno: 0, text: text.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Failure {}

/// As its text.
impl serde::Serialize for Failure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
