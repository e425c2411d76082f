//! A name in a folder, and the file that is there.

use super::SharedFileError;
use super::folder::Folder;
use super::inspect::{self, FileId};
use rustix::fs::{AtFlags, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Where a shared file is or is to be.
#[derive(Debug)]
pub(super) struct Place {
    folder: Folder,
    name: String,
    path: PathBuf,
}

impl Place {
    /// The folder is opened only for a name that can be that of a file.
    pub(super) fn new(name: &str, folder: impl FnOnce() -> Result<Folder, SharedFileError>) -> Result<Self, SharedFileError> {
        if matches!(name, "" | "." | "..") || name.contains(['/', '\0']) {
            return Err(SharedFileError::BadName { name: name.to_owned() });
        }
        let folder = folder()?;
        Ok(Self { path: folder.path().join(name), folder, name: name.to_owned() })
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the file, if it is a regular one of the effective user; `None` if there is none.
    pub(super) fn open_file(&self) -> Result<Option<(File, Stat)>, SharedFileError> {
        // Looked at first, so that nothing but a file is opened. O_NONBLOCK is for a fifo that comes in between.
        match self.stat()? {
            Some(stat) => inspect::own_file(&self.path, &stat)?,
            None => return Ok(None),
        }
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = match openat(&self.folder, &self.name, flags, Mode::empty()) {
            Ok(file) => File::from(file),
            Err(Errno::NOENT) => return Ok(None),
            Err(errno) => return Err(self.error("open")(errno)),
        };
        let stat = fstat(&file).map_err(self.error("fstat"))?;
        inspect::own_file(&self.path, &stat)?;
        // Without a link it was removed in between.
        Ok((stat.st_nlink != 0).then_some((file, stat)))
    }

    /// Whether this file is the one under the path, in the folder under its path.
    pub(super) fn holds(&self, file: FileId) -> Result<bool, SharedFileError> {
        let found = self.stat()?;
        Ok(found.is_some_and(|found| FileId::of(&found) == file) && self.folder.is_under_its_path()?)
    }

    fn stat(&self) -> Result<Option<Stat>, SharedFileError> {
        match statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(stat)),
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => Err(self.error("fstatat")(errno)),
        }
    }

    /// What the error number of a call means for the file.
    pub(super) fn error(&self, call: &'static str) -> impl Fn(Errno) -> SharedFileError {
        SharedFileError::of(&self.path, call)
    }

    pub(super) fn removed(&self) -> SharedFileError {
        SharedFileError::Removed { path: self.path.clone() }
    }
}
