//! A private network namespace for the calling thread.
//!
//! A network namespace belongs to a thread: devices, sockets, `/dev/net/tun` and mounts of sysfs that the thread opens or makes
//! belong to it, whereas other threads of the process stay where they are. Threads started later by this thread start out in
//! its namespace.

mod cookie;
mod identity;
mod probe;
mod processes;
mod user;

pub use cookie::netns_cookie;
use identity::HeldNetns;
pub use identity::NetnsId;
pub use probe::{Way, can_enter};

use super::OsError;
use rustix::mount::{MountFlags, MountPropagationFlags, UnmountFlags, mount, mount_change, unmount};
use rustix::thread::UnshareFlags;
use std::marker::PhantomData;

/// Why a thread could not move into a private network namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetnsError {
    /// A call failed.
    #[error(transparent)]
    Os(#[from] OsError),
    /// The process is not root, so that it needs a user namespace, and only a process with a single thread can enter one.
    #[error("only a process with one thread can enter a user namespace, and this one has {threads}: start as root, or earlier")]
    Threads {
        /// How many threads the process has.
        threads: usize,
    },
    /// After everything succeeded the thread is still where it was, or no longer where it was moved to.
    #[error("the thread is not in the network namespace that was made for it")]
    Elsewhere,
}

/// The private network namespace that the calling thread has moved into; for ever, as there is no way back.
///
/// It comes with a mount namespace of its own, from which no mount propagates, and with a `/sys` that shows the devices of the
/// network namespace. A fresh network namespace holds nothing but `lo`, with index 1.
#[derive(Debug)]
pub struct PrivateNetns {
    /// It may be a private one itself, which nobody else keeps alive.
    start: HeldNetns,
    current: NetnsId,
    /// It describes the thread that made it, so it must not leave it.
    thread: PhantomData<*const ()>,
}

impl PrivateNetns {
    /// Moves the calling thread into new network and mount namespaces; without root, the process into a new user namespace
    /// before.
    ///
    /// # Errors
    /// [`NetnsError`]; `EPERM` from `unshare(2)` where root lacks `CAP_SYS_ADMIN` or user namespaces are switched off. The
    /// thread may then have moved part of the way, and should do nothing more.
    pub fn enter() -> Result<Self, NetnsError> {
        let start = HeldNetns::current()?;
        if !rustix::process::geteuid().is_root() {
            user::enter()?;
        }
        unshare(UnshareFlags::NEWNET | UnshareFlags::NEWNS)?;
        mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC).map_err(OsError::of("mount private /"))?;
        mount_sysfs()?;
        let current = NetnsId::current()?;
        if current == start.id() {
            return Err(NetnsError::Elsewhere);
        }
        Ok(Self { start, current, thread: PhantomData })
    }

    /// Moves the thread on into another fresh network namespace. The one that it leaves dies with all its devices as soon as no
    /// thread, socket or open file refers to it; that happens in the background.
    ///
    /// # Errors
    /// As for [`enter`](Self::enter).
    pub fn renew(&mut self) -> Result<(), NetnsError> {
        if NetnsId::current()? != self.current {
            return Err(NetnsError::Elsewhere);
        }
        unshare(UnshareFlags::NEWNET)?;
        // A mount of sysfs keeps its network namespace alive.
        unmount("/sys", UnmountFlags::DETACH).map_err(OsError::of("umount /sys"))?;
        mount_sysfs()?;
        let renewed = NetnsId::current()?;
        if renewed == self.current || renewed == self.start.id() {
            return Err(NetnsError::Elsewhere);
        }
        self.current = renewed;
        Ok(())
    }

    /// Which namespace the thread was moved to.
    pub fn id(&self) -> NetnsId {
        self.current
    }
}

fn mount_sysfs() -> Result<(), OsError> {
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("sysfs", "/sys", "sysfs", flags, None).map_err(OsError::of("mount sysfs"))
}

#[allow(unsafe_code, reason = "unshare(2) can invalidate what other code relies on")]
fn unshare(flags: UnshareFlags) -> Result<(), OsError> {
    // SAFETY: callers pass namespaces only. The table of file descriptors stays shared with the other threads, which is what
    // the owners of descriptors rely on.
    unsafe { rustix::thread::unshare_unsafe(flags) }.map_err(OsError::of("unshare"))
}
