//! The character devices of macvtaps.
//!
//! The kernel and udev call them `/dev/tapN` after the interface index, on the whole machine, though an index belongs to a
//! network namespace: the node of that name may lead to a macvtap of another namespace, and soon to yet another. So the number
//! that sysfs shows for this namespace gets a node of our own, in a file system that is mounted nowhere and goes with its
//! descriptor. What the kernel puts into `/dev` by itself it takes away with the macvtap (`devtmpfs`).

use super::failure::on;
use crate::host::Failure;
use rustix::fs::{Dev, FileType, Mode, OFlags, fstat, makedev, mknodat, open as open_path, openat};
use rustix::io::Errno;
use rustix::mount::{FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsmount, fsopen};
use std::fs;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How often and how long libvirt waits for udev to make the node (9.0.0, `virNetDevMacVLanTapOpen`).
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// Opens the character device of the macvtap with this index.
///
/// # Errors
/// `ENOENT` if the network namespace of `/sys` has no such macvtap, as there is no `/dev/tapN` then; else those of `fsmount(2)`, `mknod(2)` and `open(2)`.
pub(in crate::linux) fn open(index: u32) -> Result<OwnedFd, Failure> {
    let number = number_of(index)?;
    match open_own_node(number) {
        // In a user namespace nobody may make nodes, so that udev has to, and has to let its user open them.
        Err(Errno::PERM | Errno::ACCESS) => wait_for(Path::new(&format!("/dev/tap{index}")), number),
        opened => opened.map_err(|errno| on("open a node of a macvtap")(errno.into())),
    }
}

/// The number of the character device, as `major:minor` in sysfs.
fn number_of(index: u32) -> Result<Dev, Failure> {
    let path = format!("/sys/class/macvtap/tap{index}/dev");
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::errno(libc::ENOENT, "ENOENT"),
        _ => on("read /sys/class/macvtap/*/dev")(error),
    })?;
    let numbers = text.trim_end().split_once(':').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    numbers.map(|(major, minor)| makedev(major, minor)).ok_or(Failure::errno(libc::EIO, "EIO"))
}

const USE: OFlags = OFlags::RDWR.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);

/// Makes a node where nobody else finds it, and opens it.
fn open_own_node(number: Dev) -> rustix::io::Result<OwnedFd> {
    let files = fsopen("tmpfs", FsOpenFlags::FSOPEN_CLOEXEC)?;
    fsconfig_create(&files)?;
    let mounted = fsmount(&files, FsMountFlags::FSMOUNT_CLOEXEC, MountAttrFlags::MOUNT_ATTR_NOEXEC)?;
    mknodat(&mounted, "tap", FileType::CharacterDevice, Mode::RUSR | Mode::WUSR, number)?;
    openat(&mounted, "tap", USE, Mode::empty())
}

/// Opens a node of the machine, once it leads to this device. What is looked at is what is opened then.
fn wait_for(path: &Path, number: Dev) -> Result<OwnedFd, Failure> {
    for _ in 0..ATTEMPTS {
        let node = open_path(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty());
        if let Ok(node) = node
            && fstat(&node).is_ok_and(|seen| FileType::from_raw_mode(seen.st_mode).is_char_device() && seen.st_rdev == number)
        {
            let same = format!("/proc/self/fd/{}", node.as_raw_fd());
            return open_path(same, USE, Mode::empty()).map_err(|errno| on("open /dev/tapN")(errno.into()));
        }
        sleep(PAUSE);
    }
    Err(Failure::errno(libc::ENOENT, "ENOENT"))
}
