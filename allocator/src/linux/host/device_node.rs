//! The character devices of macvtaps.
//!
//! They are called `/dev/tapN` after the interface index, on the whole machine, though an index belongs to a network namespace:
//! the node of that name may lead to a macvtap of another namespace. So its number is compared with the one that sysfs shows for
//! this namespace, and if it differs, or if nobody made the node yet, a node of our own is opened instead.

use super::failure::on;
use crate::host::Failure;
use rustix::fs::{CWD, Dev, FileType, Mode, makedev, mknodat};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// How often and how long libvirt waits for udev to make the node (9.0.0, `virNetDevMacVLanTapOpen`).
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// Opens the character device of the macvtap with this index.
///
/// # Errors
/// `ENODEV` if the network namespace of `/sys` has no such macvtap; else those of `mknod(2)` and `open(2)`.
pub(super) fn open(index: u32) -> Result<OwnedFd, Failure> {
    let number = number_of(index)?;
    let usual = PathBuf::from(format!("/dev/tap{index}"));
    if leads_to(&usual, number) {
        return open_node(&usual).map(Into::into).map_err(on("open /dev/tapN"));
    }
    match open_own_node(index, number) {
        // Only the machine's administrator may make nodes, so that udev has to.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => wait_for(&usual, number),
        opened => opened.map(Into::into).map_err(on("open a node of a macvtap")),
    }
}

/// The number of the character device, as `major:minor` in sysfs.
fn number_of(index: u32) -> Result<Dev, Failure> {
    let path = format!("/sys/class/macvtap/tap{index}/dev");
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::errno(libc::ENODEV, "ENODEV"),
        _ => on("read /sys/class/macvtap/*/dev")(error),
    })?;
    let numbers = text.trim_end().split_once(':').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    numbers.map(|(major, minor)| makedev(major, minor)).ok_or(Failure::errno(libc::EIO, "EIO"))
}

fn leads_to(path: &Path, number: Dev) -> bool {
    fs::metadata(path).is_ok_and(|node| node.file_type().is_char_device() && node.rdev() == number)
}

fn open_node(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).custom_flags(libc::O_NONBLOCK).open(path)
}

/// Makes a node, opens it and removes it. It lives in `/dev`, as other file systems are often mounted without devices.
fn open_own_node(index: u32, number: Dev) -> io::Result<File> {
    let path = PathBuf::from(format!("/dev/.ifrace-{}-{index}-{number}", rustix::process::getpid()));
    // One that a process of this number left, which was killed here.
    drop(fs::remove_file(&path));
    mknodat(CWD, &path, FileType::CharacterDevice, Mode::RUSR | Mode::WUSR, number)?;
    let opened = open_node(&path);
    fs::remove_file(&path)?;
    opened
}

fn wait_for(path: &Path, number: Dev) -> Result<OwnedFd, Failure> {
    for _ in 0..ATTEMPTS {
        sleep(PAUSE);
        if leads_to(path, number) {
            return open_node(path).map(Into::into).map_err(on("open /dev/tapN"));
        }
    }
    Err(Failure::errno(libc::ENOENT, "ENOENT"))
}
