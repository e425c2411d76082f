//! The ids of benchmarks.

use super::GROUP;
use std::str::FromStr;

/// What a benchmark was about. As a text it is the id of the benchmark.
///
/// ```
/// use ifrace_report::contention::Key;
///
/// let id = "contention/libvirt/threads-2/taken-100/devices-1000";
/// let key: Key = id.parse().unwrap();
/// assert_eq!((key.allocator.as_str(), key.threads, key.taken, key.devices), ("libvirt", 2, 100, 1000));
/// assert_eq!(key.to_string(), id);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Who gave the names.
    pub allocator: String,
    /// How many threads asked at once.
    pub threads: u64,
    /// How many names directly ahead of the counter were taken.
    pub taken: u64,
    /// How many devices the host had.
    pub devices: u64,
}

/// An id of something else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not of the form {GROUP}/ALLOCATOR/threads-N/taken-N/devices-N")]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(id: &str) -> Result<Self, NotAKey> {
        let [GROUP, allocator, threads, taken, devices] = id.split('/').collect::<Vec<_>>()[..] else { return Err(NotAKey) };
        // It is printed as it is.
        if allocator.is_empty() || allocator.chars().any(char::is_control) {
            return Err(NotAKey);
        }
        let number = |part: &str, name: &str| part.strip_prefix(name).and_then(|number| number.parse().ok()).ok_or(NotAKey);
        Ok(Self {
            allocator: allocator.to_owned(),
            threads: number(threads, "threads-")?,
            taken: number(taken, "taken-")?,
            devices: number(devices, "devices-")?,
        })
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { allocator, threads, taken, devices } = self;
        write!(f, "{GROUP}/{allocator}/threads-{threads}/taken-{taken}/devices-{devices}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, NotAKey};

    #[test]
    fn ids_of_something_else_are_refused() {
        for id in [
            "",
            "xml/read",
            "other/libvirt/threads-1/taken-0/devices-10",
            "contention/libvirt/threads-1/taken-0",
            "contention/libvirt/threads-1/taken-0/devices-10/more",
            "contention/libvirt/taken-0/threads-1/devices-10",
            "contention/libvirt/threads-1/taken--1/devices-10",
            "contention//threads-1/taken-0/devices-10",
            "contention/\u{1b}[2J/threads-1/taken-0/devices-10",
        ] {
            assert_eq!(id.parse::<Key>(), Err(NotAKey), "{id}");
        }
    }
}
