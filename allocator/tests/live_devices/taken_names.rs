//! Names that are taken: they are passed over in runs, not one by one.

use crate::bench::{Bench, bridge, enter, foreign_tap, vnet};
use ifrace_allocator::linux::devices::DeviceAllocator;
use ifrace_allocator::linux::rtnetlink::payload;
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_allocator::names::NameAllocator;
use std::ops::Range;

/// How many alternative names the kernel gives room for in one device is 496.
const EACH: usize = 400;

/// Takes names of taps with bridges, each of which has many. Returns how many bridges there are then.
fn take(bench: &mut Bench, ids: Range<u64>, is_up: bool, number: &mut u32) {
    let names: Vec<_> = ids.map(|id| payload(format!("vnet{id}").as_bytes())).collect();
    for some in names.chunks(EACH) {
        let index = bridge(&mut bench.rtnetlink, &format!("br{number}"));
        *number += 1;
        bench.rtnetlink.set_up(index, is_up).unwrap();
        bench.rtnetlink.altnames_add(index, some).unwrap();
    }
}

/// The next tap has the name behind the taken ones, after a handful of attempts at most.
fn pass_over(is_up: bool) {
    let mut bench = enter();
    let (mut since, mut number, mut next) = (0, 0, 0);
    bench.attempts(&mut since);
    for taken in [1, 100, 9_999, 30_000] {
        take(&mut bench, next..next + taken, is_up, &mut number);
        next += taken;
        let tap = bench.tap(vnet());
        assert_eq!((tap.name().to_string(), tap.generation()), (format!("vnet{next}"), next));
        bench.end(tap);
        next += 1;
        let attempts = bench.attempts(&mut since) - 1;
        assert!((2..=3).contains(&attempts), "{taken} taken names took {attempts} attempts");
    }
}

#[test]
fn names_of_devices_that_are_up_are_passed_over() {
    pass_over(true);
}

/// Their alternative names are in no event.
#[test]
fn names_of_devices_that_are_down_are_passed_over() {
    pass_over(false);
}

#[test]
fn names_that_were_taken_before_cost_no_attempt() {
    let mut bench = enter();
    let _taps: Vec<_> = (0..5).map(|id| foreign_tap(&format!("vnet{id}"))).collect();
    take(&mut bench, 5..500, false, &mut 0);
    bench.devices = DeviceAllocator::open(NameAllocator::in_process()).unwrap();
    let mut since = 0;
    bench.attempts(&mut since);
    assert_eq!(bench.tap(vnet()).name().to_string(), "vnet500");
    assert_eq!(bench.attempts(&mut since), 2);
}

#[test]
fn a_name_is_found_where_the_template_of_the_kernel_has_none() {
    let mut bench = enter();
    take(&mut bench, 0..32_768, false, &mut 0);
    let mut tap = TunDevice::open().unwrap();
    let kernel = tap.set_iff(b"vnet%d", TunFlags::TAP | TunFlags::NO_PI);
    assert_eq!(kernel.unwrap_err().symbol(), Some("ENFILE"));
    assert_eq!(bench.tap(vnet()).name().to_string(), "vnet32768");
}
