//! Folders for the tests, and damage to the file in them.

use ifrace_allocator::IfName;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::names::{NameAllocator, NamePattern, OnDamage, OpenError, Remembered, STATE_FILE};
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use std::ffi::CString;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A word of a counter, in the order in which patterns were used: the count, the ceiling, the use, two of the pattern, and its digest.
pub(crate) const fn counter(number: usize, word: usize) -> usize {
    8 + 16 * number + if word == 0 { 0 } else { 7 + word }
}

/// The first word of a place for a lease.
pub(crate) const fn lease(number: usize) -> usize {
    8 + 16 * 1024 + 1024 + 8 * number
}

/// A new folder, removed with this value.
pub(crate) struct Scratch {
    path: PathBuf,
    mounted: bool,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ifrace-names-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self { path, mounted: false }
    }

    /// The same on a file system in memory of so many bytes, which only the thread of the test sees.
    pub(crate) fn in_memory(size: &str) -> Self {
        PrivateNetns::enter().expect("a private mount namespace is needed (root)");
        let mut scratch = Self::new();
        let options = CString::new(format!("size={size},mode=0755")).unwrap();
        mount("tmpfs", &scratch.path, "tmpfs", MountFlags::empty(), &*options).unwrap();
        scratch.mounted = true;
        scratch
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of the file, which is not there at first.
    pub(crate) fn folder(&self) -> PathBuf {
        self.path.join("folder")
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join(STATE_FILE)
    }

    /// What is in the folder of the file, in ascending order.
    pub(crate) fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.folder()) else { return Vec::new() };
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn open(&self, on_damage: OnDamage) -> Result<(NameAllocator, Remembered), OpenError> {
        self.open_on(on_damage, &[])
    }

    /// Opens it on a host with these devices.
    pub(crate) fn open_on(&self, on_damage: OnDamage, devices: &[&str]) -> Result<(NameAllocator, Remembered), OpenError> {
        let devices: Vec<Vec<u8>> = devices.iter().map(|name| name.as_bytes().to_vec()).collect();
        NameAllocator::open(&self.folder(), on_damage, &mut || Ok(devices.clone()))
    }

    /// Opens it undamaged.
    pub(crate) fn opened(&self) -> NameAllocator {
        self.open(OnDamage::Refuse).unwrap().0
    }

    /// Changes all bits of words of the file.
    pub(crate) fn damage(&self, words: impl IntoIterator<Item = usize>) {
        let file = OpenOptions::new().read(true).write(true).open(self.file()).unwrap();
        for word in words {
            let mut bytes = [0; 8];
            file.read_exact_at(&mut bytes, word as u64 * 8).unwrap();
            file.write_all_at(&bytes.map(|byte| !byte), word as u64 * 8).unwrap();
        }
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

pub(crate) fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).unwrap()
}

pub(crate) fn name(text: &str) -> IfName {
    IfName::new(text).unwrap()
}

/// One name, as text.
pub(crate) fn generate(names: &NameAllocator, template: &str) -> String {
    names.generate(pattern(template)).unwrap().name.to_string()
}
