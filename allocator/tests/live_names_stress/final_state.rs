//! What has to be so when all workers have done their shares.

use crate::event::{Event, Kind};
use crate::patterns::{COUNT, pattern};
use crate::side::Side;
use ifrace_allocator::IfName;
use ifrace_allocator::linux::devices::{DeviceAllocator, TapOptions};
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::names::{NameAllocator, OnDamage, Remembered};
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

/// An allocator on the state of a run, which is made if there is none.
pub(crate) fn open(folder: &Path) -> (DeviceAllocator, Remembered) {
    let (names, remembered) = NameAllocator::open(&folder.join("state"), OnDamage::Refuse, &mut || Ok(Vec::new()))
        .unwrap_or_else(|error| panic!("{error}"));
    (DeviceAllocator::open(names).unwrap(), remembered)
}

/// A token of now: they count the attempts to create devices.
pub(crate) fn next_token(devices: &DeviceAllocator) -> u32 {
    let name = IfName::new("counted").unwrap();
    let tap = devices.create_tap(ifrace_allocator::linux::devices::Wanted::Name(name), TapOptions::default()).unwrap();
    let lease = devices.remove(tap).unwrap();
    let token = lease.token();
    lease.done().unwrap();
    token
}

/// Nothing is left of devices, entries and leases, and the counters go on behind all generations that were given.
pub(crate) fn check(folder: &Path, events: &[Event], own: &[u32]) {
    let (devices, remembered) = open(folder);
    assert!(matches!(remembered, Remembered::File), "{remembered:?}");
    assert_eq!(devices.take_orphans().unwrap().len(), 0, "names are left behind");
    // A process that another test just starts has copies of the taps of others for a moment.
    let is_empty = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        left_behind(own).is_empty()
    });
    assert!(is_empty, "devices are left behind: {:?}", left_behind(own));
    assert_eq!(Side::open(folder).names(), Vec::<String>::new(), "entries are left behind");
    let names: HashSet<&str> = events.iter().map(|event| event.name.as_str()).filter(|name| !name.is_empty()).collect();
    let pending = names.into_iter().filter(|name| devices.names().is_pending(IfName::new(name).unwrap()).unwrap());
    assert_eq!(pending.collect::<Vec<_>>(), Vec::<&str>::new(), "names wait for a cleanup");
    for number in 0..COUNT {
        let given = events.iter().filter(|event| event.pattern == number && matches!(event.kind, Kind::Created | Kind::Adopted));
        let last = given.map(|event| event.generation).max();
        let next = devices.names().generate(pattern(number)).unwrap().generation;
        assert!(last.is_none_or(|last| next > last), "{}: {next} after {last:?}", pattern(number));
    }
}

/// The names of the devices that are not among those with these indexes.
fn left_behind(own: &[u32]) -> Vec<String> {
    let links = Rtnetlink::open().unwrap().dump().unwrap();
    links.iter().filter(|link| !own.contains(&link.index)).map(|link| link.name.escape_ascii().to_string()).collect()
}
