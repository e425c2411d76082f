//! Creation on a file system without nameless files.

use super::create::create_by_renaming;
use super::folder::Folder;
use super::place::Place;
use super::{Opened, SharedFile, SharedFileError};
use rustix::fs::{Mode, OFlags, open};
use std::fs;
use std::path::PathBuf;

/// A new folder, removed with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ifrace-create-{name}-{}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn place(&self) -> Place {
        Place::new("words", || Folder::open_or_create(&self.0.join("folder"))).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("folder")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_made_under_a_temporary_name_can_be_opened() {
    let scratch = Scratch::new("opened");
    assert!(create_by_renaming(&scratch.place(), &[7, 8]).unwrap().is_some());
    assert_eq!(scratch.names(), ["words"]);
    let (file, opened) = SharedFile::open(&scratch.0.join("folder"), "words", 2, &mut || vec![0, 0]).unwrap();
    assert_eq!((opened, file.words()[1].load(std::sync::atomic::Ordering::Relaxed)), (Opened::Existing, 8));
}

#[test]
fn who_comes_second_leaves_the_first_file_and_nothing_else() {
    let scratch = Scratch::new("second");
    assert!(create_by_renaming(&scratch.place(), &[7]).unwrap().is_some());
    assert!(create_by_renaming(&scratch.place(), &[8]).unwrap().is_none());
    assert_eq!(scratch.names(), ["words"]);
    assert_eq!(fs::read(scratch.0.join("folder/words")).unwrap(), 7_u64.to_ne_bytes());
}

#[test]
fn a_failure_leaves_nothing() {
    let scratch = Scratch::new("failure");
    // The kernel allocates no file of no length.
    let failure = create_by_renaming(&scratch.place(), &[]);
    assert!(matches!(failure, Err(SharedFileError::Os { .. })), "{failure:?}");
    assert_eq!(scratch.names(), Vec::<String>::new());
}

/// The fallback is reached by the error of a file system that lacks `O_TMPFILE`, of which `/proc` is one.
#[test]
fn a_file_system_without_nameless_files_says_so() {
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let answer = open("/proc", flags, Mode::RUSR | Mode::WUSR);
    assert_eq!(answer.err(), Some(rustix::io::Errno::OPNOTSUPP));
}
