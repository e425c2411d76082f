//! Folders of this process for things that are gone with it.

use super::failure::on;
use crate::host::Failure;
use std::fs::{self, DirBuilder};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process;

/// How often a new name is tried. With names of 64 random bits the first one is free.
const ATTEMPTS: u32 = 8;

/// Makes a folder that only its owner can enter, with a name that begins like this, and the number of the process in it. Before,
/// removes those of processes that have died without doing it.
///
/// # Errors
/// Those of `mkdir(2)`.
pub(super) fn make(parent: &Path, prefix: &str) -> Result<PathBuf, Failure> {
    remove_stale(parent, prefix);
    let mut result = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for _ in 0..ATTEMPTS {
        let folder = parent.join(format!("{prefix}-{}-{:016x}", process::id(), random()));
        result = DirBuilder::new().mode(0o700).create(&folder).map(|()| folder);
        if !matches!(&result, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    result.map_err(on("mkdir"))
}

/// A number that no other call gets (`RandomState` has keys of its own each time).
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// What cannot be removed is not ours, or somebody else is just doing it.
fn remove_stale(parent: &Path, prefix: &str) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(|name| is_stale(name, prefix))) {
        drop(fs::remove_dir_all(entry.path()));
    }
}

/// Whether a name is of such a folder whose process is gone.
fn is_stale(name: &str, prefix: &str) -> bool {
    let numbers = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-')?.split_once('-'));
    let owner: Option<u32> = numbers.and_then(|(owner, _)| owner.parse().ok());
    // Without /proc nobody is known to be dead.
    owner.is_some_and(|owner| Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{owner}")).exists())
}

#[cfg(test)]
mod tests {
    use super::{is_stale, make};
    use std::{env, fs, process};

    #[test]
    fn folders_of_the_dead_are_removed_and_those_of_the_living_stay() {
        let prefix = format!("ifrace-folders-of-{}", process::id());
        let parent = env::temp_dir();
        let mut child = process::Command::new("true").spawn().expect("it is there");
        let dead = child.id();
        child.wait().expect("it is ours");
        let [stale, other] = [format!("{prefix}-{dead}-0"), format!("{prefix}-x-0")].map(|name| parent.join(name));
        fs::create_dir_all(stale.join("db")).expect("it can be written");
        fs::create_dir(&other).expect("it can be written");
        let folders = [(); 3].map(|()| make(&parent, &prefix).expect("it can be written"));
        assert!(!stale.exists() && other.exists(), "what is not understood stays");
        assert!(folders.iter().all(|folder| folder.exists()) && folders[0] != folders[1] && folders[1] != folders[2]);
        for folder in folders.iter().chain([&other]) {
            fs::remove_dir(folder).expect("it is empty");
        }
    }

    #[test]
    fn the_living_are_known() {
        assert!(!is_stale(&format!("p-{}-1", process::id()), "p"));
        assert!(!is_stale("p-1", "p") && !is_stale("p-4294967295", "p") && !is_stale("q-4294967295-1", "p"));
        assert!(is_stale("p-4294967295-1", "p"));
    }
}
