//! The process of a subject.

use super::ExecCommand;
use crate::worker::signal_name;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Pid, PidfdFlags, WaitOptions, pidfd_open, waitpid};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};

/// A process and its three pipes, none of which blocks.
#[derive(Debug)]
pub(super) struct Process {
    pid: Pid,
    pub(super) pidfd: OwnedFd,
    pub(super) stdin: ChildStdin,
    pub(super) stdout: ChildStdout,
    pub(super) stderr: ChildStderr,
}

impl Process {
    /// Starts the command, in a process group of its own.
    pub(super) fn start(command: &ExecCommand) -> io::Result<Self> {
        let mut child = Command::new(command.program())
            .args(command.arguments())
            .env("IFRACE_PROTOCOL", ifrace_sim::protocol::VERSION.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()?;
        let missing = || io::Error::other("the pipes to the process are missing");
        let pid = Pid::from_raw(child.id().cast_signed()).ok_or_else(missing)?;
        let pipes = child.stdin.take().zip(child.stdout.take()).zip(child.stderr.take());
        let ((stdin, stdout), stderr) = pipes.ok_or_else(missing)?;
        for pipe in [stdin.as_fd(), stdout.as_fd(), stderr.as_fd()] {
            fcntl_setfl(pipe, fcntl_getfl(pipe)? | OFlags::NONBLOCK)?;
        }
        Ok(Self { pid, pidfd: pidfd_open(pid, PidfdFlags::empty())?, stdin, stdout, stderr })
    }

    /// How it ended, once the descriptor of the process says that it has: in words, and whether a signal ended it.
    pub(super) fn ending(&self) -> (String, bool) {
        match waitpid(Some(self.pid), WaitOptions::empty()) {
            Ok(Some((_, status))) => match (status.exit_status(), status.terminating_signal()) {
                (Some(code), _) => (format!("exit status {code}"), false),
                (None, Some(signal)) => (format!("signal {signal}{}", signal_name(signal)), true),
                (None, None) => ("for an unknown reason".to_owned(), false),
            },
            _ => ("for an unknown reason".to_owned(), false),
        }
    }
}
