//! What is in the place of the file and is not used.

use crate::scratch::{LEN, NAME, Scratch, pattern_bytes, set_mode};
use ifrace_allocator::linux::shared_file::{SharedFile, SharedFileError, set_aside};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::fs;
use std::os::unix::fs::{chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

/// A file that is as it should be.
fn proper(path: &Path) {
    fs::write(path, pattern_bytes(LEN)).unwrap();
    set_mode(path, 0o600);
}

fn special(kind: FileType) -> impl FnOnce(&Path) {
    move |path| mknodat(CWD, path, kind, Mode::RUSR | Mode::WUSR, rustix::fs::makedev(1, 3)).unwrap()
}

#[test]
fn a_file_that_somebody_else_made_properly_is_used() {
    let scratch = Scratch::with_other(proper);
    drop(scratch.existing());
}

#[test]
fn a_symbolic_link_is_refused_even_to_a_proper_file() {
    let scratch = Scratch::with_other(|path| {
        proper(&path.with_file_name("target"));
        symlink("target", path).unwrap();
    });
    let refusal = SharedFileError::Symlink { path: scratch.file() };
    assert_eq!(scratch.refusal(), refusal);
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(refusal));
    fs::remove_file(scratch.folder().join("target")).unwrap();
    assert_eq!(scratch.refusal(), SharedFileError::Symlink { path: scratch.file() }, "nothing is created behind it");
    assert_eq!(scratch.names(), [NAME]);
}

#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let socket = |path: &Path| drop(UnixListener::bind(path).unwrap());
    let all = [
        Scratch::with_other(|path| fs::create_dir(path).unwrap()),
        Scratch::with_other(special(FileType::Fifo)),
        Scratch::with_other(special(FileType::CharacterDevice)),
        Scratch::with_other(socket),
    ];
    for scratch in all {
        let refusal = SharedFileError::NotAFile { path: scratch.file() };
        assert_eq!(scratch.refusal(), refusal);
        assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(refusal));
        assert_eq!(scratch.names(), [NAME]);
    }
}

#[test]
fn the_file_of_someone_else_is_refused() {
    let scratch = Scratch::with_other(|path| {
        proper(path);
        chown(path, Some(1), None).unwrap();
    });
    let refusal = SharedFileError::WrongOwner { path: scratch.file(), owner: 1, wanted: 0 };
    assert_eq!(scratch.refusal(), refusal);
    assert_eq!(set_aside(&scratch.folder(), NAME, LEN), Err(refusal));
}

#[test]
fn a_file_that_others_may_open_is_refused() {
    for mode in [0o620, 0o640, 0o602, 0o604, 0o666] {
        let scratch = Scratch::with_other(|path| {
            proper(path);
            set_mode(path, mode);
        });
        assert_eq!(scratch.refusal(), SharedFileError::TooOpen { path: scratch.file(), mode });
    }
}

#[test]
fn a_file_of_another_size_is_refused() {
    let expected = LEN as u64 * 8;
    for found in [0, expected - 1, expected + 1, expected * 2] {
        let scratch = Scratch::with_other(|path| {
            proper(path);
            fs::OpenOptions::new().write(true).open(path).unwrap().set_len(found).unwrap();
        });
        assert_eq!(scratch.refusal(), SharedFileError::WrongSize { path: scratch.file(), found, expected });
        assert_eq!(fs::metadata(scratch.file()).unwrap().len(), found, "it stays as it is");
    }
}

#[test]
fn a_file_with_another_name_is_refused() {
    let scratch = Scratch::with_other(|path| {
        proper(path);
        fs::hard_link(path, path.with_file_name("other")).unwrap();
    });
    assert_eq!(scratch.refusal(), SharedFileError::HardLinks { path: scratch.file() });
}

#[test]
fn names_that_leave_the_folder_are_refused() {
    let scratch = Scratch::new();
    for name in ["", ".", "..", "a/b", "/words", "words/", "a\0b"] {
        let refusal = SharedFile::open(&scratch.folder(), name, LEN, &mut || panic!("it has no name")).map(|_| ()).unwrap_err();
        assert_eq!(refusal, SharedFileError::BadName { name: name.to_owned() });
        assert_eq!(set_aside(&scratch.folder(), name, LEN), Err(refusal));
    }
    assert!(!scratch.folder().exists(), "the folder is not made for nothing");
}

#[test]
fn a_name_that_is_too_long_is_an_error_of_the_kernel() {
    let scratch = Scratch::new();
    let refusal = SharedFile::open(&scratch.folder(), &"x".repeat(256), LEN, &mut || panic!("it has no file")).map(|_| ());
    assert!(matches!(refusal, Err(SharedFileError::Os { source, .. }) if source.errno == libc::ENAMETOOLONG), "{refusal:?}");
}
