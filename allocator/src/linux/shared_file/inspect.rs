//! What the kernel says of a file, held against what a shared file has to be.

use super::SharedFileError;
use rustix::fs::{FileType, Stat};
use rustix::process::geteuid;
use std::path::Path;

/// The folder belongs to the effective user or to root, and nobody else can rename or remove anything in it. A sticky bit does not
/// help: others could put something in the place of a file that is missing.
pub(super) fn folder(path: &Path, stat: &Stat) -> Result<(), SharedFileError> {
    if stat.st_uid != 0 {
        owner(path, stat)?;
    }
    closed_to_others(path, stat, 0o022)
}

/// It is a regular file of the effective user. Nothing else is ever opened: a fifo could block, a device could act.
pub(super) fn own_file(path: &Path, stat: &Stat) -> Result<(), SharedFileError> {
    let path_of = || path.to_owned();
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => owner(path, stat),
        FileType::Symlink => Err(SharedFileError::Symlink { path: path_of() }),
        _ => Err(SharedFileError::NotAFile { path: path_of() }),
    }
}

/// Nobody else can open the file, it has no other name, and it has the size in bytes.
pub(super) fn whole(path: &Path, stat: &Stat, expected: u64) -> Result<(), SharedFileError> {
    closed_to_others(path, stat, 0o077)?;
    if stat.st_nlink != 1 {
        return Err(SharedFileError::HardLinks { path: path.to_owned() });
    }
    let found = size(stat);
    if found == expected { Ok(()) } else { Err(SharedFileError::WrongSize { path: path.to_owned(), found, expected }) }
}

/// Which file it is. No other one gets that identity while somebody has it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    pub(super) const fn of(stat: &Stat) -> Self {
        Self { device: stat.st_dev, inode: stat.st_ino }
    }
}

/// Whether some of its blocks are missing. The kernel counts them in units of 512 bytes (`stat(3type)`).
pub(super) fn is_sparse(stat: &Stat) -> bool {
    u64::try_from(stat.st_blocks).unwrap_or(0).saturating_mul(512) < size(stat)
}

fn size(stat: &Stat) -> u64 {
    u64::try_from(stat.st_size).unwrap_or(0)
}

fn owner(path: &Path, stat: &Stat) -> Result<(), SharedFileError> {
    let wanted = geteuid().as_raw();
    if stat.st_uid == wanted {
        return Ok(());
    }
    Err(SharedFileError::WrongOwner { path: path.to_owned(), owner: stat.st_uid, wanted })
}

fn closed_to_others(path: &Path, stat: &Stat, bits: u32) -> Result<(), SharedFileError> {
    if stat.st_mode & bits == 0 {
        return Ok(());
    }
    Err(SharedFileError::TooOpen { path: path.to_owned(), mode: stat.st_mode & 0o7777 })
}
