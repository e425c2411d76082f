//! Folders and file systems for the tests.

use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::shared_file::{Opened, SharedFile, SharedFileError};
use rustix::mount::{MountFlags, UnmountFlags, mount, mount_remount, unmount};
use std::ffi::CString;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The name of the shared file.
pub(crate) const NAME: &str = "words";
/// How many words it has unless a test needs others.
pub(crate) const LEN: usize = 512;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A new folder that others may enter. It is removed with this value.
pub(crate) struct Scratch {
    path: PathBuf,
    mounted: bool,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ifrace-shared-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        set_mode(&path, 0o755);
        Self { path, mounted: false }
    }

    /// The same on a file system in memory of so many bytes, which only the thread of the test sees and processes that it starts.
    pub(crate) fn in_memory(size: &str) -> Self {
        PrivateNetns::enter().expect("a private mount namespace is needed (root)");
        let mut scratch = Self::new();
        let options = CString::new(format!("size={size},mode=0755")).unwrap();
        mount("tmpfs", &scratch.path, "tmpfs", MountFlags::empty(), &*options).unwrap();
        scratch.mounted = true;
        scratch
    }

    pub(crate) fn make_read_only(&self) {
        mount_remount(&self.path, MountFlags::RDONLY, c"").unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of the shared file, which is not there at first.
    pub(crate) fn folder(&self) -> PathBuf {
        self.path.join("folder")
    }

    /// The shared file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join(NAME)
    }

    /// What is in the folder of the shared file, in ascending order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Opens the file with [`LEN`] words.
    pub(crate) fn open(&self) -> Result<(SharedFile, Opened), SharedFileError> {
        self.open_with(LEN)
    }

    pub(crate) fn open_with(&self, len: usize) -> Result<(SharedFile, Opened), SharedFileError> {
        SharedFile::open(&self.folder(), NAME, len, &mut || pattern(len))
    }

    /// The open file, which has to be a new one.
    pub(crate) fn created(&self) -> SharedFile {
        let (file, opened) = self.open().unwrap();
        assert_eq!(opened, Opened::Created);
        file
    }

    /// The open file, which has to be there.
    pub(crate) fn existing(&self) -> SharedFile {
        let (file, opened) = self.open().unwrap();
        assert_eq!(opened, Opened::Existing);
        file
    }

    /// Why the file cannot be opened.
    pub(crate) fn refusal(&self) -> SharedFileError {
        self.open().map(|_| ()).unwrap_err()
    }

    /// The folder as `open` makes it, with something else in the place of the file.
    pub(crate) fn with_other(make: impl FnOnce(&Path)) -> Self {
        let scratch = Self::new();
        drop(scratch.created());
        fs::remove_file(scratch.file()).unwrap();
        make(&scratch.file());
        scratch
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if self.mounted {
            let _ = unmount(&self.path, UnmountFlags::DETACH);
        }
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The initial words of a file.
pub(crate) fn pattern(len: usize) -> Vec<u64> {
    (0..len as u64).map(|word| !(word << 32)).collect()
}

/// The same as it is on the disk.
pub(crate) fn pattern_bytes(len: usize) -> Vec<u8> {
    pattern(len).into_iter().flat_map(u64::to_ne_bytes).collect()
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}
