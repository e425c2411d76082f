//! A user namespace, in which an ordinary user may create network namespaces.

use super::{NetnsError, OsError, unshare};
use rustix::{process, thread::UnshareFlags};
use std::fs;

/// Moves the process into a new user namespace in which its user and group are root (`user_namespaces(7)`).
pub(super) fn enter() -> Result<(), NetnsError> {
    const TASKS: &str = "/proc/self/task";
    let threads = fs::read_dir(TASKS).map_err(|e| OsError::from_io(TASKS, &e))?.count();
    if threads != 1 {
        return Err(NetnsError::Threads { threads });
    }
    let (user, group) = (process::geteuid().as_raw(), process::getegid().as_raw());
    unshare(UnshareFlags::NEWUSER)?;
    // Without this the kernel refuses a mapping of groups to unprivileged processes.
    write("/proc/self/setgroups", "deny")?;
    write("/proc/self/uid_map", &format!("0 {user} 1"))?;
    write("/proc/self/gid_map", &format!("0 {group} 1"))?;
    Ok(())
}

fn write(path: &'static str, text: &str) -> Result<(), OsError> {
    fs::write(path, text).map_err(|e| OsError::from_io(path, &e))
}
