//! The tap as JSON.

use super::descriptors::Descriptors;
use super::names::Memory;
use ifrace_allocator::IfName;
use ifrace_allocator::linux::devices::OwnedDevice;
use std::os::fd::RawFd;

#[derive(serde::Serialize)]
struct Announcement<'a> {
    name: IfName,
    index: u32,
    generation: u64,
    fds: Vec<RawFd>,
    #[serde(flatten)]
    memory: &'a Memory,
}

/// Describes the tap in a line on standard error, since standard output is the command's.
pub(super) fn announce(tap: &OwnedDevice, descriptors: &Descriptors, memory: &Memory) {
    let (name, index, generation) = (tap.name(), tap.index(), tap.generation());
    let announcement = Announcement { name, index, generation, fds: descriptors.numbers().collect(), memory };
    match serde_json::to_string(&announcement) {
        Ok(line) => eprintln!("{line}"),
        // Of all that is in it, only the path of a damaged file can be no text.
        Err(error) => eprintln!("ifrace: the tap cannot be described as JSON: {error}"),
    }
}
