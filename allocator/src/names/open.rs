//! An allocator that remembers in a file.

use super::seed::seed;
use super::set_aside::SetAside;
use super::state::{Layout, Memory, Words};
use super::{NameAllocator, StateError};
use crate::linux::OsError;
use crate::linux::boot::boot_number;
use crate::linux::shared_file::{Opened, SharedFile, SharedFileError, set_aside};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file in its folder.
pub const STATE_FILE: &str = "names";

/// How often a file is opened anew because others set it aside or remove it.
const ATTEMPTS: usize = 16;

/// What to do with a file that is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDamage {
    /// Nothing: the error says where it is damaged.
    Refuse,
    /// Rename it, and make a new one from what is undamaged in it and from the names of the host's devices.
    Rebuild,
}

/// Where what an allocator remembers comes from.
#[derive(Debug)]
pub enum Remembered {
    /// From the file.
    File,
    /// There was no file: ids begin behind those of the host's devices.
    Nothing,
    /// The file was damaged, and was made anew.
    Rebuilt {
        /// What was wrong with it.
        why: StateError,
        /// Where the damaged one is now.
        damaged: PathBuf,
    },
}

/// Why a file of names cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be used.
    #[error(transparent)]
    File(SharedFileError),
    /// What is in the file cannot be used.
    #[error("{path:?}: {source}")]
    State {
        /// The file.
        path: PathBuf,
        /// Why.
        source: StateError,
    },
    /// The names of the host's devices, from which a new file is made, cannot be had.
    #[error("the names of the host's devices cannot be read: {0}")]
    Host(OsError),
}

impl NameAllocator {
    /// An allocator that remembers in a file of this folder, which processes share ([`shared_file`](crate::linux::shared_file) says
    /// what is asked of file and folder). The folder should be one that begins empty with each start of the machine, such as one below
    /// `/run`.
    ///
    /// `host_names` is asked for the names of the host's devices if a file has to be made. An existing one is looked through; if it is
    /// damaged, or has another size, the choice of the caller decides.
    ///
    /// # Errors
    /// [`OpenError`]; nothing half-made is left.
    pub fn open(
        folder: &Path,
        on_damage: OnDamage,
        host_names: &mut dyn FnMut() -> Result<Vec<Vec<u8>>, OsError>,
    ) -> Result<(Self, Remembered), OpenError> {
        let mut opening = Opening { folder, on_damage, host_names, rebuilt: None, included: Vec::new() };
        for _ in 0..ATTEMPTS {
            if let Some((names, opened)) = opening.attempt()? {
                return opening.finish(names, opened);
            }
        }
        Err(opening.failed(StateError::Replaced))
    }
}

/// One opening, over several attempts.
struct Opening<'a> {
    folder: &'a Path,
    on_damage: OnDamage,
    host_names: &'a mut dyn FnMut() -> Result<Vec<Vec<u8>>, OsError>,
    rebuilt: Option<(StateError, PathBuf)>,
    /// Damaged files that count in a new file from its first moment on.
    included: Vec<SetAside>,
}

impl Opening<'_> {
    /// Opens or makes the file; `None` if it was removed or set aside, so that another attempt is to be made.
    fn attempt(&mut self) -> Result<Option<(NameAllocator, Opened)>, OpenError> {
        let mut failure = None;
        let file = SharedFile::open(self.folder, STATE_FILE, Layout::HOST.words(), &mut || {
            self.initial().map_err(|error| failure = Some(error)).unwrap_or_default()
        });
        match (file, failure) {
            (_, Some(error)) => Err(error),
            (Ok((file, opened)), None) => Ok(self.use_file(file)?.map(|names| (names, opened))),
            (Err(SharedFileError::Removed { .. }), None) => Ok(None),
            (Err(error @ SharedFileError::WrongSize { .. }), None) if self.on_damage == OnDamage::Rebuild => {
                let damaged = set_aside(self.folder, STATE_FILE, Layout::HOST.words());
                self.note_set_aside(error.into(), damaged)
            }
            (Err(error), None) => Err(OpenError::File(error)),
        }
    }

    /// Looks through a file, and begins to use it.
    fn use_file(&mut self, file: SharedFile) -> Result<Option<NameAllocator>, OpenError> {
        let memory = Arc::new(Memory::new(Words::Shared(file), Layout::HOST));
        match NameAllocator::of_boot(Arc::clone(&memory), boot()) {
            Ok(names) => Ok(Some(names)),
            Err(StateError::File(SharedFileError::Removed { .. })) => Ok(None),
            Err(why @ (StateError::Damaged(_) | StateError::Spent)) if self.on_damage == OnDamage::Rebuild => {
                let Words::Shared(file) = memory.words() else { return Err(self.failed(why)) };
                self.note_set_aside(why, file.set_aside())
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    fn note_set_aside<T>(&mut self, why: StateError, damaged: Result<PathBuf, SharedFileError>) -> Result<Option<T>, OpenError> {
        match damaged {
            Ok(damaged) => self.rebuilt = Some((why, damaged)),
            // Somebody else was faster.
            Err(SharedFileError::Removed { .. } | SharedFileError::InOrder { .. }) => {}
            Err(error) => return Err(OpenError::File(error)),
        }
        Ok(None)
    }

    /// The words of a new file: the host's devices, and what is left of damaged files, count from its first moment on.
    fn initial(&mut self) -> Result<Vec<u64>, OpenError> {
        let layout = Layout::HOST;
        let memory = Memory::new(Words::own(&Memory::initial(layout, seed(), boot())), layout);
        let taken = (self.host_names)().map_err(OpenError::Host)?;
        self.included = SetAside::all(self.folder).map_err(OpenError::File)?;
        let fill = || {
            memory.lock()?.register_kinds()?;
            self.included.iter().try_for_each(|file| file.salvage()?.put_into(&memory))?;
            taken.iter().try_for_each(|name| memory.pass_over_device(name))
        };
        fill().map_err(|error| self.failed(error))?;
        Ok(memory.copy())
    }

    fn finish(self, names: NameAllocator, opened: Opened) -> Result<(NameAllocator, Remembered), OpenError> {
        for file in SetAside::all(self.folder).map_err(OpenError::File)? {
            if opened == Opened::Existing || !self.included.contains(&file) {
                let taken = file.salvage().and_then(|salvage| salvage.put_into(&names.shared.memory));
                taken.map_err(|error| self.failed(error))?;
            }
            file.close().map_err(OpenError::File)?;
        }
        let remembered = match (self.rebuilt, opened) {
            (Some((why, damaged)), _) => Remembered::Rebuilt { why, damaged },
            (None, Opened::Created) => Remembered::Nothing,
            (None, Opened::Existing) => Remembered::File,
        };
        Ok((names, remembered))
    }

    fn failed(&self, source: StateError) -> OpenError {
        match source {
            StateError::File(error) => OpenError::File(error),
            source => OpenError::State { path: self.folder.join(STATE_FILE), source },
        }
    }
}

/// The run of the machine; 0 where `/proc` does not tell.
fn boot() -> u64 {
    boot_number().unwrap_or_default()
}
