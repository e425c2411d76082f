//! Lines to and from the process of a subject, within limits.

use super::process::Process;
use super::watch::Watch;
use super::words::Words;
use super::{ExecCommand, ExecLimits, Members};
use ifrace_sim::protocol::Peer;
use ifrace_sim::subject::Ending;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::rc::Rc;
use std::time::Duration;

/// Time for a process to end that has closed a pipe, which is what the end of a process does first.
const FAREWELL: Duration = Duration::from_millis(500);

/// What all processes of a subject have in common.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) command: ExecCommand,
    pub(super) limits: ExecLimits,
    pub(super) members: Members,
    pub(super) words: RefCell<Words>,
}

/// A running process of a subject.
#[derive(Debug)]
pub(super) struct Running {
    setting: Rc<Setting>,
    process: Process,
    bytes: Vec<u8>,
    watch: Watch,
    /// Whether it has closed its standard error.
    is_silent: bool,
}

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Input,
    Output,
}

impl Running {
    /// Starts a process.
    pub(super) fn start(setting: Rc<Setting>) -> io::Result<Self> {
        setting.words.borrow_mut().clear();
        let (process, watch) = (Process::start(&setting.command)?, Watch::new(setting.limits));
        Ok(Self { setting, process, bytes: vec![0; 1 << 16], watch, is_silent: false })
    }

    /// A history begins.
    pub(super) fn begin_history(&mut self) {
        self.setting.words.borrow_mut().clear();
        self.watch.begin_history();
    }

    /// Takes what it has written to its standard error.
    pub(super) fn listen(&mut self) -> Result<(), Ending> {
        while let Ok(count) = self.process.stderr.read(&mut self.bytes) {
            self.is_silent = count == 0;
            if self.is_silent {
                break;
            }
            if self.setting.words.borrow_mut().add(&self.bytes[..count]) > self.setting.limits.stderr {
                let how = format!("it wrote more than {} MiB to its standard error", self.setting.limits.stderr >> 20);
                return Err(Ending::Flooded { how });
            }
        }
        Ok(())
    }

    /// Waits until the pipe can be used.
    fn wait(&mut self, wanted: Wanted) -> Result<(), Ending> {
        loop {
            self.watch.look(&self.setting.members)?;
            let process = &self.process;
            let pipe = match wanted {
                Wanted::Input => PollFd::new(&process.stdin, PollFlags::OUT),
                Wanted::Output => PollFd::new(&process.stdout, PollFlags::IN),
            };
            let (stderr, ended) = (PollFd::new(&process.stderr, PollFlags::IN), PollFd::new(&process.pidfd, PollFlags::IN));
            let mut fds = [pipe, ended, stderr];
            // A pipe that is closed would be ready for ever.
            let listened = if self.is_silent { 2 } else { 3 };
            match poll(&mut fds[..listened], Some(&timespec(self.watch.time_left()))) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(Ending::Failed { why: format!("poll: {error}") }),
            }
            let [pipe, ended, stderr] = fds.map(|fd| !fd.revents().is_empty());
            if stderr {
                self.listen()?;
            }
            if pipe {
                return Ok(());
            }
            if ended {
                return Err(self.ended());
            }
        }
    }

    /// How it ended, once it has.
    fn ended(&mut self) -> Ending {
        let (how, by_signal) = self.process.ending();
        self.watch.judge(how, by_signal)
    }

    /// A pipe is closed: mostly because the process ends.
    fn gone(&mut self, which: &str) -> Ending {
        let mut fds = [PollFd::new(&self.process.pidfd, PollFlags::IN)];
        match poll(&mut fds, Some(&timespec(FAREWELL))) {
            Ok(1..) => self.ended(),
            _ => Ending::Closed { how: format!("it closed its standard {which}") },
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Its last words may still be in the pipe.
        let _ = self.listen();
    }
}

impl Peer for Running {
    fn send(&mut self, line: &str) -> Result<(), Ending> {
        self.watch.begin_turn();
        let mut rest = line.as_bytes();
        while !rest.is_empty() {
            match self.process.stdin.write(rest) {
                Ok(count) => rest = &rest[count..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.wait(Wanted::Input)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(self.gone("input")),
            }
        }
        Ok(())
    }

    fn receive(&mut self) -> Result<&[u8], Ending> {
        loop {
            self.wait(Wanted::Output)?;
            match self.process.stdout.read(&mut self.bytes) {
                Ok(0) => return Err(self.gone("output")),
                Ok(count) => return Ok(&self.bytes[..count]),
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                Err(_) => return Err(self.gone("output")),
            }
        }
    }

    fn restart(&mut self) -> Result<(), Ending> {
        self.setting.members.end_all();
        let failed = |error: io::Error| Ending::Failed { why: format!("{}: {error}", self.setting.command) };
        let mut next = Self::start(Rc::clone(&self.setting)).map_err(failed)?;
        next.watch.go_on(&self.watch);
        *self = next;
        Ok(())
    }
}

fn timespec(time: Duration) -> Timespec {
    // Intervals of this file are below a second, and so is the part that is not.
    Timespec { tv_sec: time.as_secs().cast_signed(), tv_nsec: time.subsec_nanos().into() }
}
