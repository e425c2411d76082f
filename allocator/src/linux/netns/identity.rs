//! Which network namespace a thread is in.

use crate::linux::OsError;
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;

const LINK: &str = "/proc/thread-self/ns/net";

/// Identity of a network namespace. It is unique among those that are alive; the kernel may give it again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NetnsId {
    device: u64,
    inode: u64,
}

impl NetnsId {
    /// That of the calling thread (`namespaces(7)`).
    ///
    /// # Errors
    /// Those of `stat(2)`, when `/proc` is not mounted or older than Linux 3.17.
    pub fn current() -> Result<Self, OsError> {
        fs::metadata(LINK).map(|metadata| Self::of(&metadata)).map_err(|error| unreadable(&error))
    }

    fn of(metadata: &Metadata) -> Self {
        Self { device: metadata.dev(), inode: metadata.ino() }
    }
}

/// A network namespace that is kept alive, so that no other one gets its identity.
#[derive(Debug)]
pub(super) struct HeldNetns {
    id: NetnsId,
    _file: File,
}

impl HeldNetns {
    /// That of the calling thread.
    ///
    /// # Errors
    /// As for [`NetnsId::current`].
    pub(super) fn current() -> Result<Self, OsError> {
        let held = File::open(LINK).and_then(|file| Ok(Self { id: NetnsId::of(&file.metadata()?), _file: file }));
        held.map_err(|error| unreadable(&error))
    }

    pub(super) fn id(&self) -> NetnsId {
        self.id
    }
}

fn unreadable(error: &io::Error) -> OsError {
    OsError::from_io(LINK, error)
}
