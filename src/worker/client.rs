//! The side that starts a worker.

use super::{Hello, Request, Response, Role};
use rustix::process::{Pid, Signal, kill_process_group};
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Time for a worker to become ready. Loading a library runs its constructors, which may never end.
const START_DEADLINE: Duration = Duration::from_secs(20);

/// Why a worker gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// It could not be started.
    #[error("a worker process could not be started: {0}")]
    Start(#[from] io::Error),
    /// It ended.
    #[error("the worker process ended: {0}")]
    Died(String),
    /// It did not answer in time, and was killed.
    #[error("the worker process did not answer within {} s and was killed", .0.as_secs())]
    Deadline(Duration),
    /// It answered something else than an answer.
    #[error("the worker process answered what cannot be understood: {0}")]
    Garbled(String),
}

/// The process groups of all workers that run.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Ends every worker, with all that it started. It is for the end of this program: whoever waits for one gets an error.
pub fn end_all() {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.iter().copied().for_each(end_group);
}

fn end_group(id: u32) {
    if let Some(group) = Pid::from_raw(id.cast_signed()) {
        // It may have ended by itself.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// A running worker; it is killed, with all that it started, when this is dropped.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<String>,
}

impl Worker {
    /// Starts a worker and waits for its first line.
    ///
    /// # Errors
    /// If it cannot be started, ends, or is not ready in time.
    pub fn start(role: &Role) -> Result<(Self, Hello), WorkerError> {
        let mut child = Command::new(program()?)
            .args(role.arguments())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (stdin, stdout) = pipes.ok_or_else(|| io::Error::other("the pipes to the worker are missing"))?;
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(child.id());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut worker = Self { child, stdin, lines };
        let hello = worker.receive(START_DEADLINE)?;
        let hello = serde_json::from_str(&hello).map_err(|_| WorkerError::Garbled(hello))?;
        Ok((worker, hello))
    }

    /// Sends a request and waits for the answer.
    ///
    /// # Errors
    /// If the worker ends or does not answer in time; it is of no use then.
    pub fn request(&mut self, request: &Request, deadline: Duration) -> Result<Response, WorkerError> {
        let mut line = serde_json::to_vec(request).map_err(|error| WorkerError::Garbled(error.to_string()))?;
        line.push(b'\n');
        if self.stdin.write_all(&line).is_err() {
            return Err(self.died());
        }
        let answer = self.receive(deadline)?;
        serde_json::from_str(&answer).map_err(|_| WorkerError::Garbled(answer))
    }

    fn receive(&mut self, deadline: Duration) -> Result<String, WorkerError> {
        match self.lines.recv_timeout(deadline) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => {
                self.kill();
                Err(WorkerError::Deadline(deadline))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
        }
    }

    fn died(&mut self) -> WorkerError {
        self.kill();
        WorkerError::Died(self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string()))
    }

    /// Ends the worker and whatever it started: they are a process group.
    fn kill(&mut self) {
        end_group(self.child.id());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Before anything else may get its id.
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|&id| id != self.child.id());
        self.kill();
        let _ = self.child.wait();
    }
}

/// This program, even if its file was replaced since it was started. `IFRACE_WORKER_PROGRAM` names it where there is no `/proc`.
fn program() -> io::Result<OsString> {
    match std::env::var_os("IFRACE_WORKER_PROGRAM") {
        Some(program) => Ok(program),
        None => Ok("/proc/self/exe".into()),
    }
}
