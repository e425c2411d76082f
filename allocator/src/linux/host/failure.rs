//! Failures of system calls as failures of operations.

use crate::host::Failure;
use crate::linux::OsError;
use std::io;

/// As its symbol, such as `EEXIST`.
impl From<OsError> for Failure {
    fn from(error: OsError) -> Self {
        match error.symbol() {
            Some(symbol) => Self::errno(error.errno, symbol),
            None => Self { errno: error.errno, text: error.to_string().into() },
        }
    }
}

/// Gives a failure of the standard library the name of the call.
pub(super) fn on(call: &'static str) -> impl Fn(io::Error) -> Failure {
    move |error| OsError::from_io(call, &error).into()
}
