//! Templates with few names, all of which are taken.

use crate::bench::{close, enter, foreign_tap, name_of, template};
use ifrace_allocator::linux::devices::{CreateError, MacvtapOptions, TapOptions};
use ifrace_allocator::linux::rtnetlink::payload;
use ifrace_allocator::linux::tun::TunDevice;

const TEMPLATE: &str = "fourteen-by-%dx";

fn names() -> impl Iterator<Item = String> {
    (0..100).map(|id| format!("fourteen-by-{id}x"))
}

#[test]
fn a_template_whose_names_are_all_taken_says_so_until_one_is_free() {
    let bench = enter();
    let mut taps: Vec<TunDevice> = names().map(|name| foreign_tap(&name)).collect();
    for _ in 0..2 {
        let error = bench.devices.create_tap(template(TEMPLATE), TapOptions::default()).unwrap_err();
        let text = "none of the 100 names of fourteen-by-%dx is free: devices have them";
        assert_eq!(error.to_string(), text);
        let error = bench.devices.create_macvtap(template(TEMPLATE), &MacvtapOptions::on(bench.lower)).unwrap_err();
        assert_eq!(error.to_string(), text);
    }
    assert!(names().all(|name| !bench.is_pending(&name)));
    close([taps.remove(63)]);
    let tap = bench.tap(template(TEMPLATE));
    assert_eq!(tap.name(), name_of("fourteen-by-63x"));
    bench.end(tap);
}

/// The kernel tells nobody that a device that is down has lost an alternative name.
#[test]
fn a_name_that_was_an_alternative_one_of_a_device_that_is_down_is_found_again() {
    let mut bench = enter();
    let payloads: Vec<_> = names().map(|name| payload(name.as_bytes())).collect();
    bench.rtnetlink.altnames_add(bench.lower, &payloads).unwrap();
    let error = bench.devices.create_tap(template(TEMPLATE), TapOptions::default()).unwrap_err();
    assert!(matches!(error, CreateError::Name(_)), "{error}");
    bench.rtnetlink.altname_del(bench.lower, &payloads[17]).unwrap();
    let tap = bench.tap(template(TEMPLATE));
    assert_eq!(tap.name(), name_of("fourteen-by-17x"));
    bench.end(tap);
}

#[test]
fn names_that_wait_for_their_cleanup_are_not_given() {
    let bench = enter();
    let mut leases: Vec<_> = names().map(|_| bench.devices.remove(bench.tap(template(TEMPLATE))).unwrap()).collect();
    let error = bench.devices.create_tap(template(TEMPLATE), TapOptions::default()).unwrap_err();
    assert!(error.to_string().ends_with("they are held, or the cleanup of their holders is not done"), "{error}");
    let lease = leases.swap_remove(41);
    let name = lease.name();
    lease.done().unwrap();
    let tap = bench.tap(template(TEMPLATE));
    assert_eq!(tap.name(), name);
    bench.end(tap);
    leases.into_iter().for_each(|lease| lease.done().unwrap());
}
