//! Which network namespace a thread is in.

use crate::linux::OsError;
use std::{fs, os::unix::fs::MetadataExt};

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
        const LINK: &str = "/proc/thread-self/ns/net";
        let metadata = fs::metadata(LINK).map_err(|e| OsError::from_io(LINK, &e))?;
        Ok(Self { device: metadata.dev(), inode: metadata.ino() })
    }
}
