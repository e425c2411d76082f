//! The command that has the tap.

use super::descriptors::Descriptors;
use super::error::TapError;
use super::placeholders::Placeholders;
use super::signals::Signals;
use ifrace_allocator::linux::devices::OwnedDevice;
use ifrace_allocator::xml::printable;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

/// Runs the command with the queues of the tap, and returns its exit code.
///
/// This process keeps the tap open as well, so that it lives as long as the command, also if that closes descriptors that it does not
/// know.
pub(super) fn run(words: &[OsString], tap: &OwnedDevice, mut descriptors: Descriptors) -> Result<u8, TapError> {
    let (program, arguments) = words.split_first().map_or((OsStr::new(""), words), |(first, rest)| (first, rest));
    let shown = match printable(&program.to_string_lossy()) {
        text if text.is_empty() => "a command without a name".to_owned(),
        text => text,
    };
    let placeholders = Placeholders::of(tap, &descriptors);
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|argument| placeholders.fill(argument)));
    command.env("TAP_NAME", OsStr::from_bytes(tap.name().as_bytes())).env("TAP_INDEX", tap.index().to_string());
    command.env("TAP_FD", descriptors.numbers().next().unwrap_or_default().to_string());
    command.env("TAP_FDS", descriptors.joined(",")).env("TAP_GENERATION", tap.generation().to_string());
    let mut signals = Signals::catch().map_err(TapError::Descriptors)?;
    // This process has one thread, so that nobody else inherits them.
    descriptors.fill(tap)?;
    let child = command.spawn();
    drop(descriptors);
    let mut child = child.map_err(|error| TapError::Command(shown.clone(), error))?;
    signals.wait(&mut child).map(code_of).map_err(|error| TapError::Wait(shown, error))
}

/// As shells have it: 128 and the signal for a command that died of one.
fn code_of(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX)
}
