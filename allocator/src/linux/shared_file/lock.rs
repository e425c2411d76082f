//! Locks of bytes of a file, which belong to the open file (`F_OFD_SETLK`, `fcntl(2)`): the kernel gives them back when its last
//! descriptor is closed, however its process ends.
//!
//! Byte 0 stands for the whole file, byte `n + 1` for the number `n`. A lock may lie behind the end of a file, and has no effect on
//! reading and writing.
#![allow(unsafe_code, reason = "fcntl(2) takes a pointer")]

use super::{SharedFile, SharedFileError};
use crate::linux::OsError;
use rustix::process::getpid;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::sync::atomic::Ordering;

/// The exclusive lock of a file; it ends with this value.
#[derive(Debug)]
#[must_use = "the lock ends with this value"]
pub struct FileLock<'a> {
    file: &'a SharedFile,
}

impl Drop for FileLock<'_> {
    fn drop(&mut self) {
        self.file.locked.store(false, Ordering::Relaxed);
        self.file.give_back(WHOLE);
    }
}

impl SharedFile {
    /// Waits for the exclusive lock of the file. Signals do not end the wait. It belongs to the open file, so that all threads have it
    /// at once: the caller holds a mutex of its own as well, and does not lock twice.
    ///
    /// # Errors
    /// [`SharedFileError::Removed`] if the file is no longer the one under its path: nobody else would see what is written to it.
    /// [`SharedFileError::Forked`], or those of `fcntl(2)` such as `ENOLCK`.
    pub fn lock(&self) -> Result<FileLock<'_>, SharedFileError> {
        self.refuse_in_child()?;
        wait_for_whole(&self.file).map_err(|source| self.failed(source))?;
        self.locked.store(true, Ordering::Relaxed);
        let lock = FileLock { file: self };
        if self.place.holds(self.id)? { Ok(lock) } else { Err(self.place.removed()) }
    }

    /// Takes the lock of a number until this file is closed; `false` if another open file has it, of this or another process. It is
    /// no error to take it again. Whether the file is still under its path is not looked at.
    ///
    /// # Errors
    /// [`SharedFileError::Forked`], or those of `fcntl(2)` such as `ENOLCK`.
    pub fn claim(&self, number: u32) -> Result<bool, SharedFileError> {
        self.refuse_in_child()?;
        match fcntl(&self.file, libc::F_OFD_SETLK, &mut request(libc::F_WRLCK, byte_of(number))) {
            Ok(()) => Ok(true),
            Err(OsError { errno: libc::EAGAIN | libc::EACCES, .. }) => Ok(false),
            Err(source) => Err(self.failed(source)),
        }
    }

    /// Gives back the lock of a number; nothing happens if this file does not have it.
    ///
    /// # Errors
    /// As for [`claim`](Self::claim).
    pub fn release_claim(&self, number: u32) -> Result<(), SharedFileError> {
        self.refuse_in_child()?;
        let mut request = request(libc::F_UNLCK, byte_of(number));
        fcntl(&self.file, libc::F_OFD_SETLK, &mut request).map_err(|source| self.failed(source))
    }

    /// Whether another open file has the lock of a number, of this or another process.
    ///
    /// # Errors
    /// As for [`claim`](Self::claim).
    pub fn is_claimed(&self, number: u32) -> Result<bool, SharedFileError> {
        self.refuse_in_child()?;
        let mut request = request(libc::F_WRLCK, byte_of(number));
        fcntl(&self.file, libc::F_OFD_GETLK, &mut request).map_err(|source| self.failed(source))?;
        Ok(i32::from(request.l_type) != libc::F_UNLCK)
    }

    /// Does something while the file is locked, by the caller or for the moment.
    pub(super) fn while_locked<T>(&self, action: impl FnOnce() -> Result<T, SharedFileError>) -> Result<T, SharedFileError> {
        if !self.locked.load(Ordering::Relaxed) {
            let _lock = self.lock()?;
            return action();
        }
        self.refuse_in_child()?;
        if self.place.holds(self.id)? { action() } else { Err(self.place.removed()) }
    }

    /// A child has its parent's locks: what it takes would exclude nobody, and what it gives back would be its parent's.
    fn refuse_in_child(&self) -> Result<(), SharedFileError> {
        if self.process == getpid() { Ok(()) } else { Err(SharedFileError::Forked { path: self.path().to_owned() }) }
    }

    fn give_back(&self, bytes: Bytes) {
        if self.process == getpid() {
            // Giving back can fail only for lack of memory; then the kernel does it when the file is closed.
            let _ = fcntl(&self.file, libc::F_OFD_SETLK, &mut request(libc::F_UNLCK, bytes));
        }
    }

    fn failed(&self, source: OsError) -> SharedFileError {
        SharedFileError::Os { path: self.path().to_owned(), source }
    }
}

impl Drop for SharedFile {
    /// A process that is just being started has a copy of the descriptor for a moment, and would keep the locks for so long.
    fn drop(&mut self) {
        self.give_back(ALL);
    }
}

/// Waits for the lock of the whole file, which ends when the file is closed.
pub(super) fn wait_for_whole(file: &File) -> Result<(), OsError> {
    loop {
        match fcntl(file, libc::F_OFD_SETLKW, &mut request(libc::F_WRLCK, WHOLE)) {
            Err(OsError { errno: libc::EINTR, .. }) => {}
            result => return result,
        }
    }
}

/// The first byte, and how many; none at all stands for every one from there on.
#[derive(Clone, Copy)]
struct Bytes(libc::off_t, libc::off_t);

const WHOLE: Bytes = Bytes(0, 1);
const ALL: Bytes = Bytes(0, 0);

fn byte_of(number: u32) -> Bytes {
    Bytes(libc::off_t::from(number) + 1, 1)
}

/// The constants of `l_type` and `l_whence` are small, and the field for the process has to be 0.
fn request(kind: i32, Bytes(first, count): Bytes) -> libc::flock {
    let (l_type, l_whence) = (kind as libc::c_short, libc::SEEK_SET as libc::c_short);
    libc::flock { l_type, l_whence, l_start: first, l_len: count, l_pid: 0 }
}

fn fcntl(file: &File, command: i32, request: &mut libc::flock) -> Result<(), OsError> {
    // SAFETY: the descriptor is open, and the pointer is to a live structure of the kind that these commands take, borrowed
    // exclusively.
    let result = unsafe { libc::fcntl(file.as_raw_fd(), command, std::ptr::from_mut(request)) };
    if result < 0 { Err(OsError::last("fcntl F_OFD")) } else { Ok(()) }
}
