//! A small file of atomic 64-bit words that processes share, with locks that the kernel gives back when their process dies.
//!
//! The file appears under its name complete or not at all, is checked before it is used, and all its blocks are there before it is
//! mapped, so that a full disk is an error and not a `SIGBUS`. Whoever makes the file shorter while it is mapped brings that signal on
//! every process that touches what is gone; only its owner and root can, as nobody else may open it.
//!
//! | what stands in the way | answer |
//! |---|---|
//! | another process makes the file at the same time | the one that was faster wins; the others open its file |
//! | a process dies at any instant | no half-made file; its locks are gone |
//! | the file is removed or replaced while it is open | [`SharedFileError::Removed`] from [`SharedFile::lock`] |
//! | the file is damaged | [`SharedFile::set_aside`], or [`set_aside`] for one that cannot be opened |

mod aside;
mod create;
#[cfg(test)]
mod create_tests;
mod default_folder;
mod error;
mod folder;
mod inspect;
mod lock;
mod map;
mod place;

pub use aside::set_aside;
pub use default_folder::default_folder;
pub use error::SharedFileError;
pub use lock::FileLock;

use folder::Folder;
use inspect::FileId;
use map::Mapping;
use place::Place;
use rustix::process::{Pid, getpid};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64};

/// How often a file is looked for and made, where others remove it in between.
const ATTEMPTS: u32 = 16;

/// Whether the file was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opened {
    /// It was made with the initial words.
    Created,
    /// It was there, and holds whatever it holds: the words are for the caller to check.
    Existing,
}

/// A file of atomic words, mapped into memory that all processes share which have it open.
///
/// Locks belong to the open file (`F_OFD_SETLK`, `fcntl(2)`). A process that was forked and runs no program of its own has the same
/// open file as its parent, and would have the same locks: it opens the file anew, and gets [`SharedFileError::Forked`] from this
/// one. While such a child has its copy, the locks of a parent that was killed stay.
#[derive(Debug)]
pub struct SharedFile {
    map: Mapping,
    file: File,
    place: Place,
    /// To tell it from one that takes its place.
    id: FileId,
    /// Whether a [`FileLock`] is alive.
    locked: AtomicBool,
    process: Pid,
}

impl SharedFile {
    /// Opens the file of this name and of `len` words, or creates it. A missing folder is made with the mode 0700 if its parent is
    /// there.
    ///
    /// `initial` is asked for the words only if there is no file, and more than once only if others keep removing theirs. They are not
    /// used if another process was faster.
    ///
    /// # Errors
    /// Every [`SharedFileError`] but `Forked` and `InOrder`. The folder has to belong to the effective user or to root, and others may
    /// not write to it; the file has to be a regular one of the effective user with one name, that nobody else may open, of exactly
    /// that size.
    pub fn open(
        folder: &Path,
        name: &str,
        len: usize,
        initial: &mut dyn FnMut() -> Vec<u64>,
    ) -> Result<(Self, Opened), SharedFileError> {
        let place = Place::new(name, || Folder::open_or_create(folder))?;
        let bytes = map::bytes(len).ok_or_else(|| SharedFileError::BadLength { path: place.path().to_owned(), len })?;
        for _ in 0..ATTEMPTS {
            if let Some((file, stat)) = place.open_file()? {
                inspect::whole(place.path(), &stat, bytes)?;
                create::allocate(&place, &file, &stat, bytes)?;
                return Ok((Self::new(place, file, len)?, Opened::Existing));
            }
            if let Some(file) = create::create(&place, &initial_words(&place, len, initial)?)? {
                return Ok((Self::new(place, file, len)?, Opened::Created));
            }
        }
        Err(SharedFileError::Removed { path: place.path().to_owned() })
    }

    fn new(place: Place, file: File, len: usize) -> Result<Self, SharedFileError> {
        let stat = rustix::fs::fstat(&file).map_err(SharedFileError::of(place.path(), "fstat"))?;
        let map = Mapping::new(&file, len).map_err(SharedFileError::of(place.path(), "mmap"))?;
        Ok(Self { map, file, place, id: FileId::of(&stat), locked: AtomicBool::new(false), process: getpid() })
    }

    /// The words, as many as were asked for.
    pub fn words(&self) -> &[AtomicU64] {
        self.map.words()
    }

    /// Where the file was opened: an absolute path.
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// Renames the file to `name.damaged`, `name.damaged.1` and so on, the first that is free, and returns the new path: for one that
    /// is to be made anew. It takes the lock unless the caller has it; whoever waits for the lock then gets
    /// [`SharedFileError::Removed`].
    ///
    /// # Errors
    /// Those of [`lock`](Self::lock), and those of `renameat2(2)`.
    pub fn set_aside(&self) -> Result<PathBuf, SharedFileError> {
        self.while_locked(|| aside::rename(&self.place))
    }
}

fn initial_words(place: &Place, len: usize, initial: &mut dyn FnMut() -> Vec<u64>) -> Result<Vec<u64>, SharedFileError> {
    let words = initial();
    if words.len() == len {
        return Ok(words);
    }
    Err(SharedFileError::WrongInitial { path: place.path().to_owned(), found: words.len(), expected: len })
}
