//! A caller without privileges.
#![allow(unsafe_code, reason = "the wrappers of the C library change the user of every thread")]

use crate::linux::OsError;
use std::{panic, ptr, thread};

/// The user and the group in whose name a request is made, without capabilities and without further groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnprivilegedCaller {
    /// The user; 0 would keep its privileges.
    pub uid: u32,
    /// The group.
    pub gid: u32,
}

impl UnprivilegedCaller {
    /// Runs the action on a thread that has become this caller, and ends with it.
    pub(super) fn run<T: Send>(self, action: impl FnOnce() -> Result<T, OsError> + Send) -> Result<T, OsError> {
        thread::scope(|scope| {
            let thread = thread::Builder::new().spawn_scoped(scope, || self.assume().and_then(|()| action()));
            let thread = thread.map_err(|e| OsError::from_io("pthread_create", &e))?;
            thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
        })
    }

    /// Changes the groups, the group and the user of the calling thread; leaving user 0 drops all capabilities
    /// (`capabilities(7)`). The system calls are made directly, since they act on one thread (`nptl(7)`).
    fn assume(self) -> Result<(), OsError> {
        let (uid, gid) = (libc::c_ulong::from(self.uid), libc::c_ulong::from(self.gid));
        // SAFETY: a list of no groups is not read.
        let groups = unsafe { libc::syscall(libc::SYS_setgroups, 0_usize, ptr::null::<libc::gid_t>()) };
        check(groups, "setgroups")?;
        // SAFETY: there are no pointers among the arguments, and the thread runs nothing but the action.
        let group = unsafe { libc::syscall(libc::SYS_setresgid, gid, gid, gid) };
        check(group, "setresgid")?;
        // SAFETY: as above.
        let user = unsafe { libc::syscall(libc::SYS_setresuid, uid, uid, uid) };
        check(user, "setresuid")
    }
}

fn check(result: libc::c_long, call: &'static str) -> Result<(), OsError> {
    if result < 0 { Err(OsError::last(call)) } else { Ok(()) }
}
