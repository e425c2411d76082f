//! The words of a file in memory.
#![allow(unsafe_code, reason = "a mapping is memory that the compiler does not know")]

use rustix::io::Errno;
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use std::fs::File;
use std::ptr::{self, NonNull};
use std::slice;
use std::sync::atomic::AtomicU64;

/// A part of the memory that shows the first words of a file (`MAP_SHARED`).
#[derive(Debug)]
pub(super) struct Mapping {
    start: NonNull<AtomicU64>,
    len: usize,
}

// SAFETY: the memory belongs to the process and not to a thread, and nothing but atomics is ever handed out.
unsafe impl Send for Mapping {}

// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps the first words of a file, which has to have as many.
    pub(super) fn new(file: &File, len: usize) -> Result<Self, Errno> {
        let bytes = usize::try_from(bytes(len).ok_or(Errno::INVAL)?).map_err(|_| Errno::NOMEM)?;
        // SAFETY: the kernel chooses an address at which there is nothing yet.
        let start = unsafe { mmap(ptr::null_mut(), bytes, ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED, file, 0) }?;
        Ok(Self { start: NonNull::new(start.cast()).ok_or(Errno::FAULT)?, len })
    }

    pub(super) fn words(&self) -> &[AtomicU64] {
        // SAFETY: the memory begins at a page, has that many words and stays until `drop`; every bit pattern is an `AtomicU64`. Other
        // processes change it too, through atomics of the same kind. No file that is shorter gets here, and only its owner can
        // make it so later; that ends the process by a signal.
        unsafe { slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: it is what `new` mapped, and every slice of it borrows from this value. It can only fail for arguments that are wrong.
        let _ = unsafe { munmap(self.start.as_ptr().cast(), self.len * size_of::<AtomicU64>()) };
    }
}

/// How many bytes so many words take; `None` for no words, and for more than a slice can have.
pub(super) fn bytes(len: usize) -> Option<u64> {
    let bytes = len.checked_mul(size_of::<AtomicU64>()).filter(|bytes| isize::try_from(*bytes).is_ok_and(|bytes| bytes > 0))?;
    u64::try_from(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn a_mapping_is_neither_empty_nor_larger_than_a_slice() {
        assert_eq!([0, 1, 512].map(bytes), [None, Some(8), Some(4096)]);
        assert_eq!([isize::MAX as usize / 8 + 1, usize::MAX].map(bytes), [None, None]);
    }
}
