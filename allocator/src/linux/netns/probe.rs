//! Whether private network namespaces are available, found out without moving the caller.
#![allow(unsafe_code, reason = "fork(2), and what may follow it in a process with threads")]

use super::{NetnsError, OsError, PrivateNetns};
use crate::linux::host::exclusively;
use std::thread;

/// How a private network namespace can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// As root, for each thread by itself.
    Root,
    /// Through a user namespace, for a process with a single thread.
    UserNamespace,
}

/// Whether [`PrivateNetns::enter`] can succeed. Neither the calling thread nor its process moves.
///
/// # Errors
/// What stands in the way, as [`PrivateNetns::enter`] reports it.
pub fn can_enter() -> Result<Way, NetnsError> {
    if rustix::process::geteuid().is_root() {
        let probe = thread::Builder::new().spawn(|| PrivateNetns::enter().map(drop));
        let probe = probe.map_err(|e| OsError::from_io("pthread_create", &e))?;
        probe.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map(|()| Way::Root)
    } else {
        unshare_in_child()?;
        Ok(Way::UserNamespace)
    }
}

/// Lets a child process enter all three namespaces, as a child has a single thread whatever its parent has.
fn unshare_in_child() -> Result<(), OsError> {
    // The child has copies of all descriptors until it ends.
    let _guard = exclusively();
    // SAFETY: the child calls nothing but unshare(2) and _exit(2), which are safe after a fork of a process with threads.
    let child = unsafe { libc::fork() };
    match child {
        ..0 => Err(OsError::last("fork")),
        0 => exit_with_errno_of_unshare(),
        child => match exit_status_of(child)? {
            0 => Ok(()),
            errno => Err(OsError::new("unshare", errno)),
        },
    }
}

fn exit_with_errno_of_unshare() -> ! {
    // SAFETY: there are no pointers among the arguments.
    let result = unsafe { libc::unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNET | libc::CLONE_NEWNS) };
    let status = if result == 0 { 0 } else { OsError::last("unshare").errno };
    // SAFETY: it ends this process, whose memory is a copy, without running any code registered by the parent.
    unsafe { libc::_exit(status) }
}

fn exit_status_of(child: libc::pid_t) -> Result<i32, OsError> {
    let mut status = 0;
    loop {
        // SAFETY: the pointer is to a live integer, borrowed exclusively.
        if unsafe { libc::waitpid(child, &raw mut status, 0) } == child {
            // A child that a signal ended gives the status 0, which must not look like a success.
            return Ok(if libc::WIFEXITED(status) { libc::WEXITSTATUS(status) } else { libc::EINTR });
        }
        let error = OsError::last("waitpid");
        if error.errno != libc::EINTR {
            return Err(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unshare_in_child;
    use crate::linux::host::exclusively;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn what_is_closed_meanwhile_is_not_kept_open() {
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..100 {
                    // Whether it may is not the point.
                    let _ = unshare_in_child();
                }
                ended.store(true, Ordering::Relaxed);
            });
            while !ended.load(Ordering::Relaxed) {
                let (reader, writer) = std::io::pipe().expect("there are descriptors left");
                let guard = exclusively();
                drop(writer);
                drop(guard);
                let mut hung_up = [PollFd::new(&reader, PollFlags::empty())];
                assert_eq!(poll(&mut hung_up, Some(&Timespec::default())), Ok(1), "somebody has a copy");
            }
        });
    }
}
