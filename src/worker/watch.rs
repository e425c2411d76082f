//! Watching a child process that runs foreign code.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, WaitStatus, kill_process, pidfd_open, waitpid};
use std::fs::File;
use std::io;
use std::time::{Duration, Instant};

/// What a process may use.
pub(super) struct Limits {
    /// Time without any progress.
    pub(super) deadline: Duration,
    /// Memory in MiB.
    pub(super) memory_mib: u64,
    /// Time for a whole history, whatever progress there is.
    pub(super) history: Duration,
}

impl Limits {
    /// Seconds without any progress, MiB of memory, and seconds for a whole history.
    pub(super) fn new(deadline: u64, memory_mib: u64, history: u64) -> Self {
        Self { deadline: Duration::from_secs(deadline), memory_mib, history: Duration::from_secs(history) }
    }
}

/// How a process ended.
pub(super) enum Watched {
    /// By itself, with success.
    Done,
    /// By itself, otherwise.
    Ended(String),
    /// Killed, because it made no progress.
    Hung,
    /// Killed, because the history took too long, although there was progress.
    Slow,
    /// Killed, or refused memory, because it wanted too much.
    OutOfMemory,
}

/// How often limits are checked. The end of the process is noticed at once.
const INTERVAL: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// Waits for the end of a child that plays a history, or a part of it, which has started then. It makes progress as long as its
/// record or its memory grows.
pub(super) fn watch(child: Pid, record: &File, limits: &Limits, started: Instant) -> io::Result<Watched> {
    let pidfd = pidfd_open(child, PidfdFlags::empty())?;
    let (mut length, mut since, mut peak) = (0, Instant::now(), 0);
    loop {
        let ended = poll(&mut [PollFd::new(&pidfd, PollFlags::IN)], Some(&INTERVAL))? > 0;
        if ended {
            return Ok(ended_by_itself(reap(child)?, peak, limits));
        }
        let (now, resident) = (record.metadata()?.len(), resident_mib(child));
        if resident >= limits.memory_mib {
            end(child)?;
            return Ok(Watched::OutOfMemory);
        }
        if started.elapsed() >= limits.history {
            end(child)?;
            return Ok(Watched::Slow);
        }
        // Who takes more and more memory will come to its limit, and does not hang.
        if now != length || resident > peak {
            (length, since) = (now, Instant::now());
            peak = peak.max(resident);
        } else if since.elapsed() >= limits.deadline {
            end(child)?;
            return Ok(Watched::Hung);
        }
    }
}

fn ended_by_itself(status: WaitStatus, peak: u64, limits: &Limits) -> Watched {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(0), _) => Watched::Done,
        // Address space ran out: what was seen of it a moment before is close to the limit.
        (_, Some(_)) if peak >= limits.memory_mib / 2 => Watched::OutOfMemory,
        (Some(code), _) => Watched::Ended(format!("exit status {code}")),
        (None, Some(signal)) => Watched::Ended(format!("signal {signal}{}", signal_name(signal))),
        (None, None) => Watched::Ended("for an unknown reason".to_owned()),
    }
}

fn end(child: Pid) -> io::Result<()> {
    kill_process(child, Signal::KILL)?;
    reap(child).map(drop)
}

fn reap(child: Pid) -> io::Result<WaitStatus> {
    let status = waitpid(Some(child), WaitOptions::empty())?;
    status.map(|(_, status)| status).ok_or_else(|| io::Error::other("the child process is still there"))
}

/// Memory that is really in use, in MiB (`proc_pid_statm(5)`); 0 once the process is gone.
fn resident_mib(child: Pid) -> u64 {
    let statm = std::fs::read_to_string(format!("/proc/{}/statm", child.as_raw_nonzero())).unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    (pages * rustix::param::page_size() as u64) >> 20
}

/// The name of a signal that ends a process by itself, in brackets; nothing for others.
pub(crate) fn signal_name(number: i32) -> &'static str {
    match number {
        libc::SIGABRT => " (SIGABRT)",
        libc::SIGBUS => " (SIGBUS)",
        libc::SIGFPE => " (SIGFPE)",
        libc::SIGILL => " (SIGILL)",
        libc::SIGKILL => " (SIGKILL)",
        libc::SIGSEGV => " (SIGSEGV)",
        libc::SIGTERM => " (SIGTERM)",
        libc::SIGTRAP => " (SIGTRAP)",
        _ => "",
    }
}
