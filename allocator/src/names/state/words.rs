//! The memory that holds a state.

#[cfg(all(target_os = "linux", not(loom)))]
use crate::linux::shared_file::SharedFile;
use crate::names::sync::AtomicU64;
use std::ops::Deref;

/// Words that threads share, or processes.
#[derive(Debug)]
pub(crate) enum Words {
    /// Of this process alone.
    Own(Box<[AtomicU64]>),
    /// A file that other processes have mapped as well.
    #[cfg(all(target_os = "linux", not(loom)))]
    Shared(SharedFile),
}

impl Words {
    /// Words of this process alone.
    pub(crate) fn own(words: &[u64]) -> Self {
        Self::Own(words.iter().map(|&word| AtomicU64::new(word)).collect())
    }
}

impl Deref for Words {
    type Target = [AtomicU64];

    fn deref(&self) -> &[AtomicU64] {
        match self {
            Self::Own(words) => words,
            #[cfg(all(target_os = "linux", not(loom)))]
            Self::Shared(file) => file.words(),
        }
    }
}
