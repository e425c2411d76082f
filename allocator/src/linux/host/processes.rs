//! Starting processes and closing devices, so that neither disturbs the other.
//!
//! A process that is being started has copies of all descriptors of this one until it becomes its program. A tap whose last
//! descriptor is closed here in that moment would live on for a while. So nothing is closed while a process is being started,
//! by any thread.
#![allow(unsafe_code, reason = "the standard library asks for it where a process is to be started by fork(2)")]

use super::devices::Descriptors;
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::{Signal, getpid, getppid, set_parent_process_death_signal};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};

static STARTING: Mutex<()> = Mutex::new(());

/// While this is held no process is started and no device is closed. Whoever forks without starting a program holds it until the
/// child is gone.
pub(in crate::linux) fn exclusively() -> MutexGuard<'static, ()> {
    STARTING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a process; on return it has become its program, and has no descriptor of this one but those that it inherits.
///
/// Whoever starts processes beside a host, in the same process, does it with this: one that is being started has copies of all
/// open descriptors for a moment, and keeps a tap alive that the host closes just then.
///
/// # Errors
/// Those of [`Command::spawn`].
pub fn start_process(command: &mut Command) -> io::Result<Child> {
    // With anything to do in the child the standard library calls fork(2) and waits for a pipe that the new program closes,
    // after all other descriptors. Otherwise it calls posix_spawn(3), and the kernel lets that return before it closes them
    // (begin_new_exec(), exec_mmap()).
    // SAFETY: the closure does nothing.
    unsafe { command.pre_exec(|| Ok(())) };
    let _guard = exclusively();
    command.spawn()
}

/// Starts a process that inherits these descriptors, and that the system kills when the calling thread ends. On failure nothing
/// was closed.
pub(super) fn start_bound(command: &mut Command, inherited: Descriptors) -> io::Result<Child> {
    let starter = getpid();
    let prepare = move || {
        // It is the thread that counts as the parent here (prctl(2), PR_SET_PDEATHSIG).
        set_parent_process_death_signal(Some(Signal::KILL))?;
        if getppid() != Some(starter) {
            return Err(io::Error::from(io::ErrorKind::NotConnected));
        }
        // The copies of the child only: its table of descriptors is its own.
        inherited.iter().try_for_each(|one| fcntl_setfd(one, FdFlags::empty()).map_err(Into::into))
    };
    // SAFETY: the closure makes system calls on values that it owns; it neither allocates nor takes a lock.
    unsafe { command.pre_exec(prepare) };
    start_process(command)
}

/// Closes what holds descriptors of devices; on return a tap that nobody else holds is gone.
pub(super) fn close<T>(descriptors: T) {
    let _guard = exclusively();
    drop(descriptors);
}
