//! A user who is not root.

use crate::child::Child;
use crate::scratch::{Scratch, set_mode};
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};

const NOBODY: u32 = 65_534;

fn answer(scratch: &Scratch) -> String {
    Child::start_as(scratch, "open", NOBODY).said()
}

#[test]
fn an_ordinary_user_has_files_of_his_own() {
    let scratch = Scratch::new();
    chown(scratch.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    assert_eq!(answer(&scratch), "Ok(Created)");
    assert_eq!(answer(&scratch), "Ok(Existing)");
    assert_eq!([scratch.folder(), scratch.file()].map(|path| fs::metadata(path).unwrap().uid()), [NOBODY; 2]);
}

#[test]
fn an_ordinary_user_cannot_make_a_folder_or_a_file_among_those_of_root() {
    let scratch = Scratch::new();
    assert_eq!(answer(&scratch), format!("Err(Denied {{ path: {:?}, user: {NOBODY} }})", scratch.folder()));
    fs::create_dir(scratch.folder()).unwrap();
    set_mode(&scratch.folder(), 0o755);
    assert_eq!(answer(&scratch), format!("Err(Denied {{ path: {:?}, user: {NOBODY} }})", scratch.file()));
    assert_eq!(scratch.names(), Vec::<String>::new());
}

#[test]
fn an_ordinary_user_cannot_use_a_file_of_root() {
    let scratch = Scratch::new();
    drop(scratch.created());
    assert_eq!(answer(&scratch), format!("Err(Denied {{ path: {:?}, user: {NOBODY} }})", scratch.folder()));
    set_mode(&scratch.folder(), 0o755);
    assert_eq!(answer(&scratch), format!("Err(WrongOwner {{ path: {:?}, owner: 0, wanted: {NOBODY} }})", scratch.file()));
}

#[test]
fn a_folder_of_root_can_hold_the_file_of_an_ordinary_user() {
    let scratch = Scratch::new();
    drop(scratch.created());
    set_mode(&scratch.folder(), 0o755);
    chown(scratch.file(), Some(NOBODY), Some(NOBODY)).unwrap();
    assert_eq!(answer(&scratch), "Ok(Existing)");
}
