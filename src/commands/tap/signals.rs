//! Signals to ifrace while the command runs.

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::read_to_string;
use std::io::{PipeReader, Read, pipe};
use std::process::{Child, ExitStatus};
use std::{io, process};

/// What is passed on, and whether a terminal sends it to all processes of its foreground, the command among them.
const PASSED_ON: [(Signal, bool); 7] = [
    (Signal::HUP, false),
    (Signal::INT, true),
    (Signal::QUIT, true),
    (Signal::TERM, false),
    (Signal::USR1, false),
    (Signal::USR2, false),
    (Signal::ALARM, false),
];

/// Caught signals, each in a pipe of its own.
#[derive(Debug)]
pub(super) struct Signals {
    /// The end of a child.
    ended: PipeReader,
    passed_on: Vec<(Signal, bool, PipeReader)>,
}

impl Signals {
    /// From now on none of them ends this process. One that was ignored from the start, such as SIGHUP under `nohup(1)`, stays so: it
    /// is ignored by the command as well, which would get the default otherwise (`execve(2)`).
    pub(super) fn catch() -> io::Result<Self> {
        let ignored = ignored();
        let wanted = PASSED_ON.into_iter().filter(|(signal, _)| ignored & (1 << (signal.as_raw() - 1)) == 0);
        let passed_on = wanted.map(|(signal, by_terminal)| Ok((signal, by_terminal, caught(signal)?)));
        Ok(Self { ended: caught(Signal::CHILD)?, passed_on: passed_on.collect::<io::Result<_>>()? })
    }

    /// Passes signals on to a child until it ends.
    pub(super) fn wait(&mut self, child: &mut Child) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            let mut all: Vec<_> =
                [&self.ended].into_iter().chain(self.passed_on.iter().map(|(_, _, pipe)| pipe)).map(readable).collect();
            match poll(&mut all, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                // Signals are of less account than the end of the command.
                Err(_) => return child.wait(),
            }
            let ready: Vec<bool> = all.iter().map(|one| !one.revents().is_empty()).collect();
            if ready[0] {
                empty(&mut self.ended);
            }
            for (&is_ready, (signal, by_terminal, pipe)) in ready[1..].iter().zip(&mut self.passed_on) {
                if is_ready {
                    empty(pipe);
                    pass_on(*signal, *by_terminal, child);
                }
            }
        }
    }
}

fn readable(pipe: &PipeReader) -> PollFd<'_> {
    PollFd::new(pipe, PollFlags::IN)
}

/// Catches a signal: each one is a byte in the pipe, as long as there is room.
fn caught(signal: Signal) -> io::Result<PipeReader> {
    let (reader, writer) = pipe()?;
    signal_hook::low_level::pipe::register(signal.as_raw(), writer)?;
    Ok(reader)
}

/// Several of the same count as one, as with every signal that is pending (`signal(7)`).
fn empty(pipe: &mut PipeReader) {
    // There is a byte at least, so that it does not wait.
    let _ = pipe.read(&mut [0; 4096]);
}

fn pass_on(signal: Signal, by_terminal: bool, child: &Child) {
    if by_terminal && is_in_foreground() {
        return;
    }
    // It was not waited for, so that nobody else has its number; it may have ended, which is no failure.
    if let Some(pid) = Pid::from_raw(child.id().cast_signed()) {
        let _ = kill_process(pid, signal);
    }
}

/// The signals that are ignored (`SigIgn`, `proc_pid_status(5)`), the first one in the lowest bit.
fn ignored() -> u64 {
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or_default();
    u64::from_str_radix(mask.trim(), 16).unwrap_or_default()
}

/// Whether the group of this process is in the foreground of its terminal (`pgrp` and `tpgid`, `proc_pid_stat(5)`).
fn is_in_foreground() -> bool {
    let stat = read_to_string(format!("/proc/{}/stat", process::id())).unwrap_or_default();
    // The name of the program, in parentheses, may hold anything.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_ascii_whitespace().collect();
    matches!((fields.get(2), fields.get(5)), (Some(group), Some(foreground)) if group == foreground)
}
