//! File systems without space.

use crate::child::MANY;
use crate::scratch::{LEN, NAME, Scratch, set_mode};
use ifrace_allocator::linux::shared_file::SharedFileError;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::Ordering;

#[test]
fn a_file_that_does_not_fit_is_an_error_and_leaves_nothing() {
    let scratch = Scratch::in_memory("16k");
    let refusal = scratch.open_with(MANY).map(|_| ()).unwrap_err();
    assert_eq!(refusal, SharedFileError::NoSpace { path: scratch.file() });
    assert_eq!(scratch.names(), Vec::<String>::new());
    // Nor does it take any space.
    drop(scratch.created());
}

#[test]
fn a_file_with_holes_is_an_error_where_they_cannot_be_filled() {
    let scratch = Scratch::in_memory("64k");
    drop(scratch.created());
    fs::remove_file(scratch.file()).unwrap();
    File::create(scratch.file()).unwrap().set_len(LEN as u64 * 8).unwrap();
    set_mode(&scratch.file(), 0o600);
    let ballast = scratch.path().join("ballast");
    let full = File::create(&ballast).unwrap().write_all(&[1; 1 << 20]);
    assert_eq!(full.unwrap_err().raw_os_error(), Some(libc::ENOSPC));
    assert_eq!(scratch.refusal(), SharedFileError::NoSpace { path: scratch.file() });
    assert_eq!(scratch.names(), [NAME]);

    fs::remove_file(ballast).unwrap();
    let file = scratch.existing();
    assert!(fs::metadata(scratch.file()).unwrap().blocks() * 512 >= LEN as u64 * 8, "all of it is there");
    file.words()[LEN - 1].store(1, Ordering::Relaxed);
}
