//! Taps with many queues that somebody renames while they are made.

use crate::bench::{Bench, comes_true, enter, vnet};
use ifrace_allocator::linux::devices::TapOptions;
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, payload};
use ifrace_allocator::linux::tun::name_of;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Renames whatever there is besides what was there before, until it is told to end. Returns how often.
fn rename_all(first: u32, is_over: &AtomicBool) -> u32 {
    let mut rtnetlink = Rtnetlink::open().unwrap();
    let mut renamed = 0;
    while !is_over.load(Ordering::Relaxed) {
        let links = rtnetlink.dump().unwrap_or_default();
        // A dump takes long beside a rename.
        for index in links.iter().map(|link| link.index).filter(|index| *index > first) {
            while rtnetlink.rename(index, &payload(format!("renamed{renamed}").as_bytes())).is_ok() {
                renamed += 1;
                std::thread::sleep(Duration::from_micros(50));
            }
        }
    }
    renamed
}

/// Creates a tap with many queues, and says what is wrong with it. It is removed.
fn make_one(bench: &mut Bench) -> Result<(), String> {
    let options = TapOptions { queues: 8, ..TapOptions::default() };
    let tap = bench.devices.create_tap(vnet(), options).map_err(|error| error.to_string())?;
    // One that the kernel made for a queue goes away with it.
    let is_one = comes_true(|| {
        let marks = bench.rtnetlink.dump().unwrap().into_iter().map(|link| (link.index, link.group));
        marks.filter(|(index, _)| *index > bench.lower).eq([(tap.index(), tap.identity().token.get())])
    });
    // Nobody renames between the looks at two queues of one tap so often.
    let is_same = (0..1000).any(|_| {
        let names: Vec<_> = tap.descriptors().map(|queue| name_of(queue).unwrap()).collect();
        names.iter().all(|name| *name == names[0])
    });
    bench.end(tap);
    if is_one && is_same { Ok(()) } else { Err(format!("the queues are of one tap: {is_same}; there is one: {is_one}")) }
}

/// The kernel finds the tap of another queue by its name only.
#[test]
fn every_queue_is_of_the_same_tap_although_somebody_renames_it_all_the_time() {
    let mut bench = enter();
    let (is_over, lower) = (AtomicBool::new(false), bench.lower);
    let (made, renamed) = std::thread::scope(|scope| {
        let renamer = scope.spawn(|| rename_all(lower, &is_over));
        let made: Result<(), String> = (0..50).try_for_each(|_| make_one(&mut bench));
        is_over.store(true, Ordering::Relaxed);
        (made, renamer.join().unwrap())
    });
    assert_eq!(made, Ok(()));
    assert!(renamed > 100, "{renamed}");
    assert!(comes_true(|| bench.names().is_empty()), "{:?}", bench.names());
}
