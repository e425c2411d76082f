//! A pid namespace beside the private network namespace: whatever runs in it ends with its first process.

use super::{NetnsError, OsError, PrivateNetns, unshare};
use rustix::mount::{MountFlags, mount};
use rustix::thread::UnshareFlags;

impl PrivateNetns {
    /// Gives the processes that this one starts from now on a pid namespace of their own (`pid_namespaces(7)`). The first of
    /// them is its init: when it ends, the kernel kills all the others, wherever they have gone.
    ///
    /// # Errors
    /// As for [`enter`](Self::enter); `EINVAL` if there is one already.
    pub fn isolate_children(&self) -> Result<(), NetnsError> {
        Ok(unshare(UnshareFlags::NEWPID)?)
    }

    /// Shows the processes of the calling process's pid namespace in `/proc`, and no others.
    ///
    /// # Errors
    /// Those of `mount(2)`; `EPERM` in a container that hides parts of its own `/proc`.
    pub fn mount_proc(&self) -> Result<(), NetnsError> {
        let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
        Ok(mount("proc", "/proc", "proc", flags, None).map_err(OsError::of("mount proc"))?)
    }

    /// Bounds the number of processes of the calling process's pid namespace, whose `/proc` is mounted: no process gets an id of that
    /// size or more, and none below 300 once they have gone round. Nothing is done before Linux 6.14, where all namespaces shared the
    /// limit (commit 7863dcc72d0f).
    ///
    /// # Errors
    /// Those of `write(2)`.
    pub fn limit_processes(&self, ids: u32) -> Result<(), NetnsError> {
        const FILE: &str = "/proc/sys/kernel/pid_max";
        let uname = rustix::system::uname();
        let release = uname.release().to_string_lossy();
        let mut numbers = release.split(['.', '-']).map_while(|number| number.parse::<u32>().ok());
        let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        if version < (6, 14) {
            return Ok(());
        }
        Ok(std::fs::write(FILE, ids.to_string()).map_err(|error| OsError::from_io(FILE, &error))?)
    }
}
