//! More events than the socket has room for.

use crate::support::{bench_with, bridge};
use ifrace_allocator::linux::host_names::{HostNames, Refreshed};
use ifrace_allocator::linux::rtnetlink::{Selector, payload};

/// The kernel makes it the smallest that it allows, which holds a few events.
const TINY: usize = 1;

#[test]
fn lost_events_are_made_up_for_by_a_dump() {
    let mut bench = bench_with(|| HostNames::open_with_buffer(TINY).unwrap());
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Dumped));
    let gone = bridge(&mut bench.rtnetlink, "v900").index;
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Events(1)), "one fits");
    let renamed = bridge(&mut bench.rtnetlink, "v901").index;
    for id in 0..2000 {
        bench.rtnetlink.rename(renamed, &payload(format!("v{}", 1000 + id).as_bytes())).unwrap();
    }
    bench.rtnetlink.delete(&Selector::index(gone)).unwrap();
    for id in 0..20 {
        let index = bridge(&mut bench.rtnetlink, &format!("v{}", 2 * id)).index;
        bench.rtnetlink.altname_add(index, &payload(format!("v{}", 500 + id).as_bytes())).unwrap();
    }
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Dumped));
    bench.assert_exact();
    assert!(bench.has("v2999") && bench.has("v519") && !bench.has("v900") && !bench.has("v1000"));
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged), "one dump is enough");
    bridge(&mut bench.rtnetlink, "v1");
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Events(1)), "and events are followed again");
    bench.assert_exact();
}

#[test]
fn a_thousand_events_wait_in_the_room_that_there_is_by_default() {
    let mut bench = bench_with(|| HostNames::open().unwrap());
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Dumped));
    let index = bridge(&mut bench.rtnetlink, "v0").index;
    for id in 1..1000 {
        bench.rtnetlink.rename(index, &payload(format!("v{id}").as_bytes())).unwrap();
    }
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Events(1000)));
    bench.assert_exact();
}
