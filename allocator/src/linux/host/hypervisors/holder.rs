//! A process that holds descriptors.

use crate::host::Failure;
use crate::linux::host::{devices::Descriptors, processes};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Starts a program that inherits these descriptors, in a process group: 0 for one of its own. On failure nothing was closed.
pub(super) fn start(program: PathBuf, arguments: &[OsString], inherited: Descriptors, group: i32) -> Result<Child, Failure> {
    let name = program.display().to_string();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(group);
    processes::start_bound(&mut command, inherited).map_err(|error| Failure::other(format!("{name}: {error}")))
}
