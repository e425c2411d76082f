//! Files of names that were set aside as they are damaged: what is undamaged in them goes into the one that takes their place.
//!
//! Whoever sets a file aside may be killed right after, and others may be the first to make a new one. So everybody who opens the file
//! looks for such files. One from which everything was taken is made read-only, and not looked at again.

use super::StateError;
use super::open::STATE_FILE;
use super::salvage::Salvage;
use super::state::{Layout, Memory, Words};
use crate::linux::OsError;
use crate::linux::shared_file::{SharedFile, SharedFileError};
use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The mode of a file from which everything was taken.
const TAKEN: u32 = 0o400;

/// A file from which not everything was taken yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SetAside {
    folder: PathBuf,
    name: String,
}

impl SetAside {
    /// All in a folder.
    pub(super) fn all(folder: &Path) -> Result<Vec<Self>, SharedFileError> {
        let failed = |error| failed(folder, "readdir", &error);
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let Some(name) = entry.file_name().to_str().filter(|name| is_set_aside(name)).map(str::to_owned) else { continue };
            let is_open = |metadata: fs::Metadata| metadata.is_file() && metadata.permissions().mode() & 0o777 != TAKEN;
            // One that cannot be looked at is gone.
            if entry.metadata().is_ok_and(is_open) {
                found.push(Self { folder: folder.to_owned(), name });
            }
        }
        Ok(found)
    }

    /// What is undamaged in it; everybody fails from now on who still uses it.
    pub(super) fn salvage(&self) -> Result<Salvage, StateError> {
        let layout = Layout::HOST;
        let words = match SharedFile::open(&self.folder, &self.name, layout.words(), &mut Vec::new) {
            Ok((file, _)) => Words::Shared(file),
            // It has another size, or somebody has given it another mode.
            Err(_) => Words::own(&self.retired_words(layout)?),
        };
        let memory = Memory::new(words, layout);
        let salvage = Salvage::of(&memory.lock()?);
        Ok(salvage)
    }

    /// Notes that everything was taken from it.
    pub(super) fn close(&self) -> Result<(), SharedFileError> {
        match fs::set_permissions(self.path(), Permissions::from_mode(TAKEN)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&self.path(), "chmod", &error)),
            _ => Ok(()),
        }
    }

    /// The words of a file that cannot be mapped as it should be, as far as there are any, behind a change that lets its users fail.
    fn retired_words(&self, layout: Layout) -> Result<Vec<u64>, SharedFileError> {
        let failed = |call| move |error: io::Error| failed(&self.path(), call, &error);
        let file = match OpenOptions::new().read(true).write(true).open(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![0; layout.words()]),
            file => file.map_err(failed("open"))?,
        };
        let end = file.metadata().map_err(failed("fstat"))?.len() / 8;
        for (word, value) in Memory::replaced_words(layout).filter(|(word, _)| (*word as u64) < end) {
            file.write_all_at(&value.to_ne_bytes(), word as u64 * 8).map_err(failed("write"))?;
        }
        let mut bytes = vec![0; layout.words() * 8];
        let whole = bytes.len().min(end as usize * 8);
        file.read_exact_at(&mut bytes[..whole], 0).map_err(failed("read"))?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| u64::from_ne_bytes(*bytes)).collect())
    }

    fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

/// Whether a file that was set aside is called so.
fn is_set_aside(name: &str) -> bool {
    let number = name.strip_prefix(STATE_FILE).and_then(|rest| rest.strip_prefix(".damaged"));
    number.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(|number| number.parse::<u64>().is_ok()))
}

fn failed(path: &Path, call: &'static str, error: &io::Error) -> SharedFileError {
    SharedFileError::Os { path: path.to_owned(), source: OsError::new(call, error.raw_os_error().unwrap_or(libc::EIO)) }
}
