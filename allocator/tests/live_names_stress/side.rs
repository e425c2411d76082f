//! What is known by the name of a device only and outlives the device, as rules of a filter do.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A folder in which each name has at most one entry, with the token of its owner. An entry is a symbolic link, as that is made with its
/// text in one step, or not at all.
#[derive(Debug)]
pub(crate) struct Side {
    folder: PathBuf,
}

impl Side {
    pub(crate) fn open(folder: &Path) -> Self {
        let folder = folder.join("side");
        fs::create_dir(&folder)
            .or_else(|error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) })
            .unwrap();
        Self { folder }
    }

    /// Makes the entry of a name; false if there is one.
    pub(crate) fn create(&self, name: &str, token: u32) -> bool {
        match symlink(token.to_string(), self.folder.join(name)) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => panic!("{name}: {error}"),
        }
    }

    /// Whose entry a name has.
    pub(crate) fn owner(&self, name: &str) -> Option<u32> {
        match fs::read_link(self.folder.join(name)) {
            Ok(text) => Some(text.to_str().unwrap().parse().unwrap()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => panic!("{name}: {error}"),
        }
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.folder.join(name)).unwrap();
    }

    /// The names that have entries.
    pub(crate) fn names(&self) -> Vec<String> {
        fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}
