//! Namespaces around a subject, and somebody who watches over them from outside.

use super::Members;
use crate::worker::{Missing, fork};
use ifrace_allocator::linux::netns::PrivateNetns;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, kill_process, pidfd_open, set_parent_process_death_signal, waitpid};
use std::fs::File;
use std::io;

/// Ids of processes in the namespace of a subject: a bound for those that multiply faster than anybody looks.
const PROCESS_IDS: u32 = 1000;

/// Does the work in a child process that is the first one of a pid namespace; both stay in the private network namespace. What
/// the work has started ends with it. It is killed when this process ends, or when nobody can read its answers any more.
///
/// # Errors
/// What this machine does not permit, given to the work's `refused` before; or a failure of the process.
pub(crate) fn confined(
    answers: &File,
    refused: impl FnOnce(Missing) -> io::Result<()>,
    work: impl FnOnce(PrivateNetns, Members) -> io::Result<()>,
) -> io::Result<()> {
    let entered = PrivateNetns::enter().and_then(|netns| netns.isolate_children().map(|()| netns));
    let netns = match entered {
        Ok(netns) => netns,
        Err(error) => return refused(missing(&error.to_string())),
    };
    let (refused, work) = (std::cell::Cell::new(Some(refused)), std::cell::Cell::new(Some(work)));
    let child = fork(|| {
        let inside = || -> io::Result<()> {
            set_parent_process_death_signal(Some(Signal::KILL))?;
            let members = Members::of_this_namespace()?;
            let prepared = netns.mount_proc().and_then(|()| netns.limit_processes(PROCESS_IDS));
            if let (Err(error), Some(refused)) = (prepared, refused.take()) {
                return refused(missing(&error.to_string()));
            }
            work.take().map_or(Ok(()), |work| work(netns, members))
        };
        // Whoever waits for an answer sees that none comes.
        let _ = inside();
    })?;
    watch_over(child, answers)
}

fn missing(error: &str) -> Missing {
    Missing {
        what: format!("no private network and pid namespace: {error}"),
        remedy: "run as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)".to_owned(),
    }
}

/// Waits for the end of the child, and brings it about once nobody reads what it writes.
fn watch_over(child: Pid, answers: &File) -> io::Result<()> {
    let pidfd = pidfd_open(child, PidfdFlags::empty())?;
    loop {
        let mut fds = [PollFd::new(&pidfd, PollFlags::IN), PollFd::new(answers, PollFlags::empty())];
        match poll(&mut fds, None) {
            Err(Errno::INTR) => continue,
            result => result?,
        };
        if fds[0].revents().is_empty() {
            kill_process(child, Signal::KILL)?;
        }
        waitpid(Some(child), WaitOptions::empty())?;
        return Ok(());
    }
}
