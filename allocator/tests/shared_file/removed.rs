//! Files that are no longer under their path.

use crate::scratch::{LEN, Scratch};
use ifrace_allocator::linux::shared_file::SharedFileError;
use std::fs;

#[test]
fn a_file_that_was_unlinked_cannot_be_locked() {
    let scratch = Scratch::new();
    let file = scratch.created();
    drop(file.lock().unwrap());
    fs::remove_file(scratch.file()).unwrap();
    let removed = SharedFileError::Removed { path: scratch.file() };
    assert_eq!(file.lock().map(|_| ()), Err(removed.clone()));
    // Another one in its place is not this one either.
    let second = scratch.created();
    assert_eq!(file.lock().map(|_| ()), Err(removed.clone()));
    assert_eq!(file.set_aside(), Err(removed));
    drop(second.lock().unwrap());
}

#[test]
fn a_file_that_was_replaced_cannot_be_locked() {
    let scratch = Scratch::new();
    let file = scratch.created();
    let other = scratch.folder().join("other");
    fs::write(&other, vec![0; LEN * 8]).unwrap();
    fs::rename(other, scratch.file()).unwrap();
    assert_eq!(file.lock().map(|_| ()), Err(SharedFileError::Removed { path: scratch.file() }));
}

#[test]
fn a_file_whose_folder_was_moved_or_replaced_cannot_be_locked() {
    let scratch = Scratch::new();
    let file = scratch.created();
    let removed = Err(SharedFileError::Removed { path: scratch.file() });
    let moved = scratch.path().join("moved");
    fs::rename(scratch.folder(), &moved).unwrap();
    assert_eq!(file.lock().map(|_| ()), removed);
    std::os::unix::fs::symlink(&moved, scratch.folder()).unwrap();
    assert_eq!(file.lock().map(|_| ()), removed, "a link is not the folder");
    fs::remove_file(scratch.folder()).unwrap();
    fs::rename(&moved, scratch.folder()).unwrap();
    drop(file.lock().unwrap());
}

#[test]
fn a_failed_lock_is_not_kept() {
    let scratch = Scratch::new();
    let (file, other) = (scratch.created(), scratch.existing());
    let moved = scratch.folder().join("moved");
    fs::rename(scratch.file(), &moved).unwrap();
    assert!(file.lock().is_err());
    fs::rename(&moved, scratch.file()).unwrap();
    drop(other.lock().unwrap());
}
