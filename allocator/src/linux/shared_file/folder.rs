//! The folder of a shared file, which nobody else may change.

use super::SharedFileError;
use super::inspect::{self, FileId};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, fstat, mkdir, openat, statat};
use rustix::io::Errno;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

/// An open folder that was checked.
#[derive(Debug)]
pub(super) struct Folder {
    fd: OwnedFd,
    id: FileId,
    path: PathBuf,
}

impl Folder {
    /// Opens the folder; makes it if only its last component is missing.
    pub(super) fn open_or_create(path: &Path) -> Result<Self, SharedFileError> {
        let path = without_slash(path)?;
        match Self::open_absolute(&path)? {
            Some(folder) => Ok(folder),
            None => {
                make(&path)?;
                Self::open_absolute(&path)?.ok_or(SharedFileError::Removed { path })
            }
        }
    }

    /// Opens a folder that has to be there.
    pub(super) fn open(path: &Path) -> Result<Self, SharedFileError> {
        let path = without_slash(path)?;
        Self::open_absolute(&path)?.ok_or(SharedFileError::Removed { path })
    }

    fn open_absolute(path: &Path) -> Result<Option<Self>, SharedFileError> {
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::RDONLY;
        let fd = match openat(CWD, path, flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::NOENT) => return Ok(None),
            // The kernel reports a link in the place of a folder as either (do_open(), may_open()).
            Err(errno @ (Errno::NOTDIR | Errno::LOOP)) => return Err(no_folder(path, errno)),
            Err(errno) => return Err(SharedFileError::of(path, "open")(errno)),
        };
        let stat = fstat(&fd).map_err(SharedFileError::of(path, "fstat"))?;
        inspect::folder(path, &stat)?;
        Ok(Some(Self { fd, id: FileId::of(&stat), path: path.to_owned() }))
    }

    /// Its absolute path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is still the one under its path.
    pub(super) fn is_under_its_path(&self) -> Result<bool, SharedFileError> {
        match statat(CWD, &self.path, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(found) => Ok(FileId::of(&found) == self.id),
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(false),
            Err(errno) => Err(SharedFileError::of(&self.path, "fstatat")(errno)),
        }
    }
}

impl AsFd for Folder {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// The absolute path. A slash or a dot at its end goes, as it would make the kernel follow a link (`path_resolution(7)`).
fn without_slash(path: &Path) -> Result<PathBuf, SharedFileError> {
    if path.as_os_str().is_empty() {
        return Err(SharedFileError::BadName { name: String::new() });
    }
    let absolute = std::path::absolute(path).map_err(|error| {
        let errno = Errno::from_io_error(&error).unwrap_or(Errno::IO);
        SharedFileError::of(path, "getcwd")(errno)
    })?;
    Ok(absolute.components().collect())
}

/// Another process may make it at the same time; whose it is then is checked when it is opened.
fn make(path: &Path) -> Result<(), SharedFileError> {
    match mkdir(path, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => Ok(()),
        Err(Errno::NOENT) => Err(SharedFileError::NoParent { path: path.to_owned() }),
        Err(errno) => Err(SharedFileError::of(path, "mkdir")(errno)),
    }
}

fn no_folder(path: &Path, errno: Errno) -> SharedFileError {
    let kind = statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW).map(|stat| FileType::from_raw_mode(stat.st_mode));
    match (kind, errno) {
        (Ok(FileType::Symlink), _) => SharedFileError::Symlink { path: path.to_owned() },
        (_, Errno::LOOP) => SharedFileError::of(path, "open")(errno),
        _ => SharedFileError::NotAFolder { path: path.to_owned() },
    }
}
