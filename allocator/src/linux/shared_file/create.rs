//! A file that appears under its name complete or not at all.

use super::place::Place;
use super::{SharedFileError, inspect};
use rustix::fs::{AtFlags, CWD, FallocateFlags, Mode, OFlags, RenameFlags, Stat};
use rustix::fs::{fallocate, fdatasync, linkat, openat, renameat_with, unlinkat};
use rustix::io::{Errno, retry_on_intr};
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
use std::os::fd::AsRawFd;

/// Makes the file with these words; `None` if something has its name by then.
pub(super) fn create(place: &Place, words: &[u64]) -> Result<Option<File>, SharedFileError> {
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    match openat(place.folder(), ".", flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => {
            let file = filled(place, file.into(), words)?;
            Ok(link(place, &file)?.then_some(file))
        }
        // The file system does not have it; the second is what its generic code answers (open(2)).
        Err(Errno::OPNOTSUPP | Errno::ISDIR) => create_by_renaming(place, words),
        Err(errno) => Err(place.error("open O_TMPFILE")(errno)),
    }
}

/// Allocates the blocks of a file that lacks some, which would otherwise be allocated when they are written to; if the disk is full
/// then, that is a `SIGBUS`.
pub(super) fn allocate(place: &Place, file: &File, stat: &Stat, bytes: u64) -> Result<(), SharedFileError> {
    if !inspect::is_sparse(stat) {
        return Ok(());
    }
    retry_on_intr(|| fallocate(file, FallocateFlags::empty(), 0, bytes)).map_err(place.error("fallocate"))
}

fn filled(place: &Place, mut file: File, words: &[u64]) -> Result<File, SharedFileError> {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    retry_on_intr(|| fallocate(&file, FallocateFlags::empty(), 0, bytes.len() as u64)).map_err(place.error("fallocate"))?;
    file.write_all(&bytes).map_err(|error| place.error("write")(Errno::from_io_error(&error).unwrap_or(Errno::IO)))?;
    // On a disk the name could otherwise outlast a loss of power, and the words not.
    retry_on_intr(|| fdatasync(&file)).map_err(place.error("fdatasync"))?;
    Ok(file)
}

/// Gives a nameless file its name; `false` if that is taken.
fn link(place: &Place, file: &File) -> Result<bool, SharedFileError> {
    let mut result = linkat(file, "", place.folder(), place.name(), AtFlags::EMPTY_PATH);
    // Before Linux 6.10 that was for CAP_DAC_READ_SEARCH only, and ENOENT for others (path_init()).
    if result == Err(Errno::NOENT) {
        let path = format!("/proc/thread-self/fd/{}", file.as_raw_fd());
        result = linkat(CWD, path, place.folder(), place.name(), AtFlags::SYMLINK_FOLLOW);
    }
    match result {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        Err(errno) => Err(place.error("linkat")(errno)),
    }
}

/// The same with a temporary name, which stays if the process is killed. It is renamed and not linked, as the file would have two names
/// for a moment: others would refuse it, and for ever if the process were killed then.
pub(super) fn create_by_renaming(place: &Place, words: &[u64]) -> Result<Option<File>, SharedFileError> {
    let temporary = format!(".{}.{:016x}", place.name(), RandomState::new().build_hasher().finish());
    let flags = OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::RDWR | OFlags::CLOEXEC;
    let file = openat(place.folder(), &temporary, flags, Mode::RUSR | Mode::WUSR).map_err(place.error("open"))?;
    let result = filled(place, file.into(), words).and_then(|file| {
        match renameat_with(place.folder(), &temporary, place.folder(), place.name(), RenameFlags::NOREPLACE) {
            Ok(()) => Ok(Some(file)),
            Err(Errno::EXIST) => Ok(None),
            Err(errno) => Err(place.error("renameat2")(errno)),
        }
    });
    if !matches!(result, Ok(Some(_))) {
        // The failure that is reported came first.
        let _ = unlinkat(place.folder(), &temporary, AtFlags::empty());
    }
    result
}
