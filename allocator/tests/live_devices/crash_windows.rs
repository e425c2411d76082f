//! Processes that are killed between two steps.

use crate::bench::{template, vnet};
use crate::child::{say, wait};
use ifrace_allocator::linux::devices::{DeviceAllocator, MacvtapOptions, OwnedDevice, TapOptions};
use ifrace_allocator::linux::host::start_process;
use ifrace_allocator::linux::netns::netns_cookie;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_allocator::names::{Lease, NameAllocator, NamePattern, OnDamage};
use std::path::Path;
use std::process::{Command, Stdio};

/// The names of the state in a folder, which is made if there is none.
pub(crate) fn open(state: &Path) -> NameAllocator {
    NameAllocator::open(state, OnDamage::Refuse, &mut || Ok(Vec::new())).unwrap().0
}

/// Does the first steps of something, says the index of the device, and waits there for its end.
pub(crate) fn stop_in(step: &str, state: &Path) {
    let names = open(state);
    match step {
        "held" => {
            let _lease = hold(&names);
            say(0);
            wait();
        }
        "macvtap created" => {
            let lease = hold(&names);
            say(macvtap_of(&lease));
            wait();
        }
        "tap created" => {
            let (lease, mut tap) = (hold(&names), TunDevice::open().unwrap());
            tap.set_iff(lease.name().as_bytes(), TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).unwrap();
            say(0);
            wait();
        }
        "alive" => {
            let devices = DeviceAllocator::open(names).unwrap();
            let both = both(&devices);
            say(both[1].index());
            wait();
        }
        "handed over" => hand_over(&DeviceAllocator::open(names).unwrap()),
        "retired" => {
            let devices = DeviceAllocator::open(names).unwrap();
            let _leases = both(&devices).map(|device| devices.remove(device).unwrap());
            say(0);
            wait();
        }
        other => panic!("{other}"),
    }
}

/// Gives a tap to a process that stands for a hypervisor, and that ends by itself.
fn hand_over(devices: &DeviceAllocator) {
    let tap = devices.create_tap(vnet(), TapOptions::default()).unwrap();
    let copy = tap.descriptors().next().unwrap().try_clone_to_owned().unwrap();
    let mut sleep = Command::new("sleep");
    sleep.arg("30").stdin(copy).stdout(Stdio::null()).stderr(Stdio::null());
    let mut hypervisor = start_process(&mut sleep).unwrap();
    say(tap.index());
    wait();
    hypervisor.wait().unwrap();
}

/// A tap and a macvtap.
fn both(devices: &DeviceAllocator) -> [OwnedDevice; 2] {
    let tap = devices.create_tap(vnet(), TapOptions::default()).unwrap();
    [tap, devices.create_macvtap(template("m%d"), &MacvtapOptions::on(lower())).unwrap()]
}

/// A name that is noted, as before each creation.
fn hold(names: &NameAllocator) -> Lease {
    let generated = names.generate(NamePattern::parse(b"m%d").unwrap()).unwrap();
    names.clone().in_netns(netns_cookie().unwrap()).hold(generated.name, generated.generation).unwrap()
}

/// The macvtap of a lease, which is not noted yet.
fn macvtap_of(lease: &Lease) -> u32 {
    let name = Some(payload(lease.name().as_bytes()));
    let (link, group) = (Some(lower()), Some(lease.token()));
    let request = NewLink { name, link, group, create: true, excl: true, echo: true, ..NewLink::of_kind(b"macvtap") };
    Rtnetlink::open().unwrap().new_link(&request).unwrap().unwrap().index
}

fn lower() -> u32 {
    Rtnetlink::open().unwrap().get_by_name(b"lower\0").unwrap().index
}
