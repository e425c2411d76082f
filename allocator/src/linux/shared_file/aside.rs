//! A damaged file out of the way, so that it can be looked at and another one be made.

use super::folder::Folder;
use super::inspect::{self, FileId};
use super::place::Place;
use super::{SharedFileError, lock, map};
use rustix::fs::{RenameFlags, fstat, renameat_with};
use rustix::io::Errno;
use std::path::{Path, PathBuf};

/// Renames a file that [`SharedFile::open`](super::SharedFile::open) refuses for its size, its mode or its links to `name.damaged`,
/// `name.damaged.1` and so on, the first that is free, and returns the new path. It holds the exclusive lock of the file meanwhile.
///
/// # Errors
/// [`SharedFileError::InOrder`] for a file that has `len` words and nothing else wrong, as when another process has set the damaged
/// one aside and made a new one; [`SharedFileError::Removed`] if there is none, or another one by the time it is locked. All three
/// outcomes mean: open it again. Links, folders, special files and files of others are refused as by `open`.
pub fn set_aside(folder: &Path, name: &str, len: usize) -> Result<PathBuf, SharedFileError> {
    let place = Place::new(name, || Folder::open(folder))?;
    let path = place.path().to_owned();
    let bytes = map::bytes(len).ok_or_else(|| SharedFileError::BadLength { path: path.clone(), len })?;
    let (file, _) = place.open_file()?.ok_or_else(|| place.removed())?;
    // The lock ends when the file is closed.
    lock::wait_for_whole(&file).map_err(|source| SharedFileError::Os { path: path.clone(), source })?;
    let stat = fstat(&file).map_err(place.error("fstat"))?;
    if !place.holds(FileId::of(&stat))? {
        return Err(place.removed());
    }
    if inspect::whole(&path, &stat, bytes).is_ok() {
        return Err(SharedFileError::InOrder { path });
    }
    rename(&place)
}

/// Gives what is at the place the first free name; whoever calls it has locked it.
pub(super) fn rename(place: &Place) -> Result<PathBuf, SharedFileError> {
    let mut number = 0_u64;
    loop {
        let suffix = if number == 0 { String::new() } else { format!(".{number}") };
        let name = format!("{}.damaged{suffix}", place.name());
        match renameat_with(place.folder(), place.name(), place.folder(), &name, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(place.folder().path().join(name)),
            Err(Errno::EXIST) => number += 1,
            Err(errno) => return Err(place.error("renameat2")(errno)),
        }
    }
}
