//! Files that cannot be opened or made.

use crate::scratch::Scratch;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::shared_file::SharedFileError;
use ifrace_allocator::names::{NameAllocator, OnDamage, OpenError, Remembered};
use rustix::mount::{MountFlags, mount_remount};
use std::fs;
use std::os::unix::fs::{chown, symlink};

/// The error of both choices, which is one line that names the path.
fn refused(scratch: &Scratch) -> OpenError {
    let before = scratch.names();
    let refuse = scratch.open(OnDamage::Refuse).unwrap_err();
    let rebuild = scratch.open(OnDamage::Rebuild).unwrap_err();
    for error in [&refuse, &rebuild] {
        let text = error.to_string();
        assert!(text.contains(scratch.path().to_str().unwrap()) && !text.contains('\n'), "{text}");
    }
    assert_eq!(refuse.to_string(), rebuild.to_string());
    assert_eq!(scratch.names(), before, "something was left, or is gone");
    refuse
}

#[test]
fn a_read_only_folder() {
    let scratch = Scratch::in_memory("4m");
    fs::create_dir(scratch.folder()).unwrap();
    mount_remount(scratch.path(), MountFlags::RDONLY, c"").unwrap();
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::ReadOnly { .. })));
}

#[test]
fn a_full_file_system() {
    let scratch = Scratch::in_memory("1m");
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::NoSpace { .. })));
}

#[test]
fn a_file_or_a_folder_of_somebody_else() {
    let scratch = Scratch::new();
    drop(scratch.opened());
    chown(scratch.file(), Some(1), None).unwrap();
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::WrongOwner { owner: 1, .. })));
    chown(scratch.file(), Some(0), None).unwrap();
    chown(scratch.folder(), Some(1), None).unwrap();
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::WrongOwner { .. })));
}

#[test]
fn something_else_in_place_of_the_file() {
    let scratch = Scratch::new();
    drop(scratch.opened());
    fs::rename(scratch.file(), scratch.path().join("elsewhere")).unwrap();
    symlink(scratch.path().join("elsewhere"), scratch.file()).unwrap();
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::Symlink { .. })));
    fs::remove_file(scratch.file()).unwrap();
    fs::create_dir(scratch.file()).unwrap();
    assert!(matches!(refused(&scratch), OpenError::File(SharedFileError::NotAFile { .. })));
}

#[test]
fn names_of_the_host_that_cannot_be_had() {
    let scratch = Scratch::new();
    let failure = OsError::new("RTM_GETLINK", 105);
    let error = NameAllocator::open(&scratch.folder(), OnDamage::Rebuild, &mut || Err(failure)).unwrap_err();
    assert!(matches!(error, OpenError::Host(of) if of == failure));
    assert!(error.to_string().starts_with("the names of the host's devices cannot be read: RTM_GETLINK: ENOBUFS"), "{error}");
    assert_eq!(scratch.names(), Vec::<String>::new());
}

#[test]
fn the_names_of_the_host_are_asked_for_once() {
    let scratch = Scratch::new();
    let (names, remembered) = scratch.open_on(OnDamage::Refuse, &["lo", "vnet4", "macvtap0", "vnet2"]).unwrap();
    assert!(matches!(remembered, Remembered::Nothing), "{remembered:?}");
    assert_eq!(crate::scratch::generate(&names, "vnet%d"), "vnet5");
    let mut ask = || -> Result<Vec<Vec<u8>>, OsError> { panic!("the file is there") };
    let (names, remembered) = NameAllocator::open(&scratch.folder(), OnDamage::Refuse, &mut ask).unwrap();
    assert!(matches!(remembered, Remembered::File), "{remembered:?}");
    assert_eq!(["vnet%d", "macvtap%d"].map(|template| crate::scratch::generate(&names, template)), ["vnet6", "macvtap1"]);
}
