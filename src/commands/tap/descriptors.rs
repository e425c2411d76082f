//! The descriptors that the command inherits.

use super::error::TapError;
use ifrace_allocator::linux::devices::OwnedDevice;
use rustix::io::{dup2, fcntl_dupfd_cloexec};
use rustix::stdio::stdin;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// The first number behind standard input, output and error.
const FIRST: RawFd = 3;

/// Numbers from 3 on, kept free for the queues of the tap. One that is in use already, as ifrace was started with it, is passed over:
/// the command gets that one as well.
#[derive(Debug)]
pub(super) struct Descriptors(Vec<OwnedFd>);

impl Descriptors {
    /// Takes the numbers, with copies of standard input that the command would not inherit.
    pub(super) fn reserve(queues: u32) -> Result<Self, TapError> {
        let reserved = (0..queues).map(|_| fcntl_dupfd_cloexec(stdin(), FIRST)).collect::<Result<_, _>>();
        reserved.map(Self).map_err(|errno| TapError::Descriptors(errno.into()))
    }

    /// Puts the queues of a tap there, inheritable. No other thread may start a process from now on until this is dropped.
    pub(super) fn fill(&mut self, tap: &OwnedDevice) -> Result<(), TapError> {
        let pairs = tap.descriptors().zip(&mut self.0);
        pairs.into_iter().try_for_each(|(queue, place)| dup2(queue, place)).map_err(|errno| TapError::Descriptors(errno.into()))
    }

    /// The numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = RawFd> {
        self.0.iter().map(AsRawFd::as_raw_fd)
    }

    /// The numbers in a row.
    pub(super) fn joined(&self, separator: &str) -> String {
        self.numbers().map(|number| number.to_string()).collect::<Vec<_>>().join(separator)
    }
}
