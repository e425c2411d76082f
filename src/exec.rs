//! Allocators that are programs of any kind: `exec:CMD`.
//!
//! A worker holds the program in a network namespace and a pid namespace of its own, speaks the protocol of
//! [`ifrace_sim::protocol`] with it, and ends it with everything that it has started.

mod command;
mod confine;
mod device_owner;
mod limits;
mod member;
mod pipes;
mod player;
mod process;
mod serve;
mod watch;
mod words;

pub use command::{ExecCommand, ExecCommandError};
pub(crate) use limits::ExecLimits;
pub(crate) use member::Members;
pub(crate) use serve::serve;
