//! What is found of processes that were killed, wherever they were.

use crate::bench::{Bench, close, enter, foreign_tap};
use crate::child::{Child, Scratch};
use crate::crash_windows::open;
use ifrace_allocator::linux::devices::{CreateError, DeviceAllocator, Orphan};
use ifrace_allocator::linux::netns::PrivateNetns;

/// A namespace, and the state that a process used which was killed in a step.
struct Left {
    bench: Bench,
    scratch: Scratch,
    devices: DeviceAllocator,
    /// What the process said: the index of its macvtap.
    index: u32,
}

impl Left {
    fn by(step: &str) -> Self {
        let (bench, scratch) = (enter(), Scratch::new());
        let mut child = Child::start(step, &scratch.state());
        let index = child.said().parse().unwrap();
        let devices = DeviceAllocator::open(open(&scratch.state())).unwrap();
        assert_eq!(devices.take_orphans().unwrap().len(), 0, "{step}: it lives");
        child.kill();
        Self { bench, scratch, devices, index }
    }

    /// What is left behind, which is found once, in ascending order of the names.
    fn orphans(&self) -> Vec<Orphan> {
        let mut orphans = self.devices.take_orphans().unwrap();
        let others = DeviceAllocator::open(open(&self.scratch.state())).unwrap();
        assert_eq!(self.devices.take_orphans().unwrap().len() + others.take_orphans().unwrap().len(), 0);
        orphans.sort_by_key(|orphan| orphan.lease().name());
        orphans
    }

    fn device_of(&self, orphan: &Orphan) -> Option<u32> {
        self.devices.device_of(orphan).unwrap().map(|link| link.index)
    }

    /// Cleans up, and then nothing is left.
    fn remove(&mut self, orphans: Vec<Orphan>) {
        for orphan in orphans {
            let name = orphan.lease().name();
            let lease = self.devices.remove_orphan(orphan).unwrap();
            assert!(lease.is_retired() && self.devices.names().is_pending(name).unwrap());
            lease.done().unwrap();
            assert!(!self.devices.names().is_pending(name).unwrap());
        }
        assert_eq!(self.bench.names(), Vec::<String>::new());
        assert_eq!(self.devices.take_orphans().unwrap().len(), 0);
        drop(DeviceAllocator::open(open(&self.scratch.state())).unwrap());
    }
}

fn named(orphans: &[Orphan]) -> Vec<String> {
    orphans.iter().map(|orphan| orphan.lease().name().to_string()).collect()
}

#[test]
fn a_name_without_a_device_is_found_and_a_device_of_another_under_it_stays() {
    for step in ["held", "tap created"] {
        let mut left = Left::by(step);
        let orphans = left.orphans();
        assert_eq!(named(&orphans), ["m0"], "{step}");
        assert_eq!(orphans[0].lease().index(), None);
        let other = foreign_tap("m0");
        assert_eq!(left.device_of(&orphans[0]), None);
        let mut orphans = orphans.into_iter();
        left.devices.remove_orphan(orphans.next().unwrap()).unwrap().done().unwrap();
        assert_eq!(left.bench.names(), ["m0"]);
        assert_eq!(other.name().unwrap(), b"m0");
        close([other]);
        left.remove(Vec::new());
    }
}

/// Its index is noted before the name counts as retired, in case that this process is killed as well before it has deleted it.
#[test]
fn a_macvtap_that_was_not_noted_is_found_by_its_mark_also_under_another_name() {
    for is_renamed in [false, true] {
        let mut left = Left::by("macvtap created");
        let other = is_renamed.then(|| {
            left.bench.rtnetlink.rename(left.index, b"renamed\0").unwrap();
            foreign_tap("m0")
        });
        let mut orphans = left.orphans();
        assert_eq!(named(&orphans), ["m0"]);
        assert_eq!(left.device_of(&orphans[0]), Some(left.index));
        let lease = left.devices.remove_orphan(orphans.remove(0)).unwrap();
        assert_eq!((lease.index(), lease.is_retired()), (Some(left.index), true));
        assert_eq!(left.bench.names(), if is_renamed { vec!["m0"] } else { vec![] });
        lease.done().unwrap();
        close(other);
        left.remove(orphans);
    }
}

#[test]
fn devices_that_were_alive_are_found_and_the_tap_has_gone_with_its_process() {
    let mut left = Left::by("alive");
    let orphans = left.orphans();
    assert_eq!(named(&orphans), ["m0", "vnet0"]);
    assert_eq!([left.device_of(&orphans[0]), left.device_of(&orphans[1])], [Some(left.index), None]);
    assert!(orphans.iter().all(|orphan| orphan.lease().index().is_some() && !orphan.lease().is_retired()));
    assert_eq!(left.bench.names(), ["m0"]);
    left.remove(orphans);
}

/// Whoever takes it over decides whether the guest goes on.
#[test]
fn a_tap_that_a_hypervisor_still_has_is_found_and_removed() {
    let mut left = Left::by("handed over");
    let orphans = left.orphans();
    assert_eq!(named(&orphans), ["vnet0"]);
    assert_eq!(left.device_of(&orphans[0]), Some(left.index));
    left.bench.rtnetlink.rename(left.index, b"renamed\0").unwrap();
    assert_eq!(left.device_of(&orphans[0]), Some(left.index));
    left.remove(orphans);
}

#[test]
fn names_whose_cleanup_was_not_done_are_found_and_the_devices_of_others_under_them_stay() {
    let mut left = Left::by("retired");
    let orphans = left.orphans();
    assert_eq!(named(&orphans), ["m0", "vnet0"]);
    let others = [foreign_tap("m0"), foreign_tap("vnet0")];
    assert!(orphans.iter().all(|orphan| orphan.lease().is_retired() && left.device_of(orphan).is_none()));
    for orphan in orphans {
        left.devices.remove_orphan(orphan).unwrap().done().unwrap();
    }
    assert_eq!(left.bench.names(), ["m0", "vnet0"]);
    close(others);
    left.remove(Vec::new());
}

/// An index means something in its own namespace only.
#[test]
fn an_orphan_of_another_namespace_is_not_looked_for_in_this_one() {
    let mut left = Left::by("macvtap created");
    let (state, devices) = (left.scratch.state(), &left.devices);
    let in_another = || {
        let _netns = PrivateNetns::enter().unwrap();
        let elsewhere = DeviceAllocator::open(open(&state)).unwrap();
        assert_eq!(elsewhere.take_orphans().unwrap().len(), 0, "whoever can look there takes it");
        drop(elsewhere);
        // The allocator of the right namespace, used by a thread in the wrong one.
        let orphans = devices.take_orphans().unwrap();
        let refused = devices.device_of(&orphans[0]).unwrap_err();
        assert!(matches!(refused, CreateError::WrongNamespace), "{refused}");
        orphans
    };
    let orphans = std::thread::scope(|scope| scope.spawn(in_another).join().unwrap());
    assert_eq!(left.bench.names(), ["m0"]);
    assert_eq!(left.device_of(&orphans[0]), Some(left.index));
    left.remove(orphans);
}
