//! Child processes that are copies of this one.
#![allow(unsafe_code, reason = "fork(2) copies a process with all its state")]

use rustix::process::Pid;
use std::io;

/// Runs `work` in a copy of this process, which ends with it: without destructors and exit handlers, which belong to the original.
///
/// # Errors
/// If there are other threads, whose locks would stay locked in the copy for ever, or if the kernel refuses.
pub(crate) fn fork(work: impl FnOnce()) -> io::Result<Pid> {
    if std::fs::read_dir("/proc/self/task")?.count() != 1 {
        return Err(io::Error::other("a process with several threads cannot be copied"));
    }
    // SAFETY: this thread is the only one, so that the copy finds every lock and the heap in a consistent state.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            // SAFETY: it ends the process, and runs nothing in it.
            unsafe { libc::_exit(if outcome.is_ok() { 0 } else { 101 }) }
        }
        child => Pid::from_raw(child).ok_or_else(|| io::Error::other("fork returned no process")),
    }
}
