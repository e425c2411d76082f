//! Folders that are used, made or refused.

use crate::scratch::{LEN, NAME, Scratch, pattern, set_mode};
use ifrace_allocator::linux::shared_file::{Opened, SharedFile, SharedFileError, set_aside};
use std::fs;
use std::os::unix::fs::{chown, symlink};
use std::path::Path;

fn open_in(folder: &Path) -> Result<Opened, SharedFileError> {
    SharedFile::open(folder, NAME, LEN, &mut || pattern(LEN)).map(|(_, opened)| opened)
}

#[test]
fn only_the_last_folder_is_made() {
    let scratch = Scratch::new();
    let deep = scratch.folder().join("deep");
    assert_eq!(open_in(&deep), Err(SharedFileError::NoParent { path: deep.clone() }));
    assert!(!scratch.folder().exists());
    assert_eq!(open_in(&scratch.folder()), Ok(Opened::Created));
    assert_eq!(open_in(&deep), Ok(Opened::Created));
    assert_eq!(open_in(Path::new("")), Err(SharedFileError::BadName { name: String::new() }));
}

#[test]
fn nothing_is_made_in_order_to_set_something_aside() {
    let scratch = Scratch::new();
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(SharedFileError::Removed { path: scratch.folder() }));
    assert!(!scratch.folder().exists());
}

#[test]
fn a_link_in_place_of_the_folder_is_refused() {
    let scratch = Scratch::new();
    let target = scratch.path().join("target");
    symlink(&target, scratch.folder()).unwrap();
    let refusal = Err(SharedFileError::Symlink { path: scratch.folder() });
    assert_eq!(open_in(&scratch.folder()), refusal, "it leads nowhere");
    assert!(!target.exists());
    fs::create_dir(&target).unwrap();
    set_mode(&target, 0o700);
    // A slash or a dot behind a link makes the kernel follow it.
    for tail in ["", "/", "//", "/."] {
        let folder = format!("{}{tail}", scratch.folder().display());
        assert_eq!(open_in(Path::new(&folder)), refusal, "{folder}");
    }
    assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
    // On the way to the folder links are followed.
    assert_eq!(open_in(&scratch.folder().join("deep")), Ok(Opened::Created));
}

#[test]
fn what_is_no_folder_is_refused() {
    let scratch = Scratch::new();
    fs::write(scratch.folder(), "").unwrap();
    assert_eq!(open_in(&scratch.folder()), Err(SharedFileError::NotAFolder { path: scratch.folder() }));
    let below = scratch.folder().join("below");
    assert_eq!(open_in(&below), Err(SharedFileError::NotAFolder { path: below }));
}

#[test]
fn a_folder_that_others_may_write_to_is_refused() {
    for mode in [0o720, 0o702, 0o777, 0o1777] {
        let scratch = Scratch::new();
        drop(scratch.created());
        set_mode(&scratch.folder(), mode);
        let refusal = SharedFileError::TooOpen { path: scratch.folder(), mode };
        assert_eq!(scratch.refusal(), refusal);
        assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(refusal));
        set_mode(&scratch.folder(), 0o755);
        drop(scratch.existing());
    }
}

#[test]
fn the_folder_of_someone_else_is_refused() {
    let scratch = Scratch::new();
    drop(scratch.created());
    chown(scratch.folder(), Some(1), None).unwrap();
    assert_eq!(scratch.refusal(), SharedFileError::WrongOwner { path: scratch.folder(), owner: 1, wanted: 0 });
}

#[test]
fn nothing_is_made_where_nothing_can_be_written() {
    let scratch = Scratch::in_memory("64k");
    scratch.make_read_only();
    assert_eq!(scratch.refusal(), SharedFileError::ReadOnly { path: scratch.folder() });
}

#[test]
fn a_file_that_cannot_be_written_is_not_opened_and_a_missing_one_not_made() {
    let scratch = Scratch::in_memory("64k");
    drop(scratch.created());
    scratch.make_read_only();
    let refusal = SharedFileError::ReadOnly { path: scratch.file() };
    assert_eq!(scratch.refusal(), refusal);
    let other = SharedFile::open(&scratch.folder(), "other", LEN, &mut || pattern(LEN)).map(|_| ());
    assert_eq!(other, Err(SharedFileError::ReadOnly { path: scratch.folder().join("other") }));
}
