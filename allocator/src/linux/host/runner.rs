//! Running commands: in order, each to its end.

use super::{Command, failure::on, processes, programs};
use crate::host::Failure;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{MemfdFlags, memfd_create};
use rustix::io::retry_on_intr;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{self, Child, ExitStatus, Stdio};
use std::time::Duration;

/// Runs commands.
#[derive(Debug)]
pub(super) struct Runner {
    pub(super) folders: Vec<PathBuf>,
    /// How long one may take before it is killed.
    limit: Duration,
    /// What was run, if that is to be recorded. Whoever wants that takes it out.
    pub(super) log: Option<Vec<Command>>,
}

/// How a command ended.
struct Outcome {
    status: ExitStatus,
    output: Vec<u8>,
    errors: Vec<u8>,
}

impl Runner {
    pub(super) fn new(folders: Vec<PathBuf>, limit: Duration, record: bool) -> Self {
        Self { folders, limit, log: record.then(Vec::new) }
    }

    pub(super) fn has(&self, program: &str) -> bool {
        programs::find_program(&self.folders, program).is_ok()
    }

    /// Runs a command that has to succeed, and returns what it wrote.
    ///
    /// # Errors
    /// What it wrote to its standard error, in one line; it is not installed, or took too long.
    pub(super) fn run(&mut self, command: Command) -> Result<Vec<u8>, Failure> {
        let program = command.program.clone();
        let outcome = self.execute(command)?;
        if outcome.status.success() {
            return Ok(outcome.output);
        }
        let errors = String::from_utf8_lossy(&outcome.errors);
        let lines: Vec<&str> = errors.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let said = if lines.is_empty() { outcome.status.to_string() } else { lines.join("; ") };
        Err(Failure::other(format!("{program}: {said}")))
    }

    /// Runs a command that may fail: what it wrote, or `None`.
    ///
    /// # Errors
    /// It is not installed, or took too long.
    pub(super) fn attempt(&mut self, command: Command) -> Result<Option<Vec<u8>>, Failure> {
        let outcome = self.execute(command)?;
        Ok(outcome.status.success().then_some(outcome.output))
    }

    /// Runs commands whose failures do not matter.
    ///
    /// # Errors
    /// As for [`attempt`](Self::attempt).
    pub(super) fn attempt_all(&mut self, commands: impl IntoIterator<Item = Command>) -> Result<(), Failure> {
        commands.into_iter().try_for_each(|command| self.attempt(command).map(drop))
    }

    /// Runs commands until one fails.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub(super) fn run_all(&mut self, commands: impl IntoIterator<Item = Command>) -> Result<(), Failure> {
        commands.into_iter().try_for_each(|command| self.run(command).map(drop))
    }

    fn execute(&mut self, command: Command) -> Result<Outcome, Failure> {
        let path = programs::find_program(&self.folders, &command.program)?;
        // Files in memory, unlike pipes, never make a process wait for its reader.
        let (mut output, mut errors) = (memory(b"")?, memory(b"")?);
        let input = if command.input.is_empty() { Stdio::null() } else { memory(&command.input)?.into() };
        let mut process = process::Command::new(path);
        process.args(&command.arguments).env("LC_ALL", "C").stdin(input).stdout(copy(&output)?).stderr(copy(&errors)?);
        // What a script started is killed with it.
        process.process_group(0);
        let program = command.program.clone();
        if let Some(log) = &mut self.log {
            log.push(command);
        }
        let mut child = processes::start_process(&mut process).map_err(|error| Failure::other(format!("{program}: {error}")))?;
        let Some(status) = wait(&mut child, self.limit)? else {
            return Err(Failure::other(format!("{program}: killed after {:?}", self.limit)));
        };
        Ok(Outcome { status, output: contents(&mut output)?, errors: contents(&mut errors)? })
    }
}

/// Waits for the end of a process; kills it after a while and returns `None`.
fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>, Failure> {
    let in_time = pidfd_open(Pid::from_child(child), PidfdFlags::empty()).and_then(|handle| {
        let limit = Timespec::try_from(limit).map_err(|_| rustix::io::Errno::INVAL)?;
        retry_on_intr(|| poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&limit)))
    });
    let ended = matches!(in_time, Ok(1..));
    if !ended {
        kill_process_group(Pid::from_child(child), Signal::KILL).map_err(|errno| on("kill")(errno.into()))?;
    }
    let status = child.wait().map_err(on("waitpid"))?;
    in_time.map_err(|errno| on("poll")(errno.into()))?;
    Ok(ended.then_some(status))
}

fn memory(contents: &[u8]) -> Result<File, Failure> {
    let file = memfd_create("ifrace", MemfdFlags::CLOEXEC).map_err(|errno| on("memfd_create")(errno.into()))?;
    let mut file = File::from(file);
    file.write_all(contents).and_then(|()| file.rewind()).map_err(on("write"))?;
    Ok(file)
}

fn copy(file: &File) -> Result<Stdio, Failure> {
    file.try_clone().map(Stdio::from).map_err(on("dup"))
}

fn contents(file: &mut File) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(on("read"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner(limit: Duration) -> Runner {
        Runner::new(programs::usual_folders(), limit, false)
    }

    #[test]
    fn what_a_command_writes_is_read() {
        let mut runner = Runner::new(programs::usual_folders(), Duration::from_secs(10), true);
        let echo = Command::new("cat").reading(b"a\nb".to_vec());
        assert_eq!(runner.run(echo.clone()), Ok(b"a\nb".to_vec()));
        assert_eq!(runner.run(Command::new("cat")), Ok(Vec::new()), "there is nothing to read");
        let failure = runner.run(Command::new("sh").arg("-c").arg("echo one >&2; echo >&2; echo two >&2; exit 3"));
        assert_eq!(failure, Err(Failure::other("sh: one; two")));
        assert_eq!(runner.attempt(Command::new("false")), Ok(None));
        let log = runner.log.expect("it was asked for");
        assert_eq!((&log[0], log.len()), (&echo, 4));
    }

    #[test]
    fn nothing_is_recorded_that_nobody_asked_for() {
        let mut runner = runner(Duration::from_secs(10));
        assert_eq!(runner.run(Command::new("true")), Ok(Vec::new()));
        assert_eq!(runner.log, None);
    }

    #[test]
    fn a_command_that_hangs_is_killed() {
        let failure = runner(Duration::from_millis(20)).run(Command::new("sleep").arg("60"));
        assert_eq!(failure, Err(Failure::other("sleep: killed after 20ms")));
    }
}
