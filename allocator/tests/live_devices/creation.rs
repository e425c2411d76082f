//! Devices as they should be: with a name, an index, descriptors and a mark, until they are removed.

use crate::bench::{Bench, close, comes_true, enter, foreign_tap, literal, template, vnet};
use ifrace_allocator::Mac;
use ifrace_allocator::host::MacvtapKind;
use ifrace_allocator::linux::devices::{CreateError, MacvtapOptions, OwnedDevice, TapOptions};
use ifrace_allocator::linux::tun::name_of;
use ifrace_allocator::names::{NamePattern, NamedKind};

/// The device is there and marked; after its removal it is not, and its name is free when its lease is done.
fn live_and_die(bench: &mut Bench, device: OwnedDevice, name: &str, kind: &str) {
    assert_eq!(device.name().to_string(), name);
    let link = bench.link(device.index()).unwrap();
    assert_eq!((&*link.name, link.kind.as_deref()), (name.as_bytes(), Some(kind.as_bytes())));
    assert_eq!((link.group, link.index), (device.identity().token.get(), device.index()));
    assert!(device.descriptors().all(|descriptor| name_of(descriptor).unwrap() == name.as_bytes()));
    assert!(bench.is_pending(name));
    let index = device.index();
    let lease = bench.devices.remove(device).unwrap();
    assert!(lease.is_retired() && lease.index() == Some(index) && lease.name().to_string() == name);
    assert_eq!(bench.link(index), None);
    assert!(bench.is_pending(name), "its cleanup is not done");
    lease.done().unwrap();
    assert!(!bench.is_pending(name));
    assert_eq!(bench.names(), Vec::<String>::new());
}

#[test]
fn taps_live_and_die() {
    let mut bench = enter();
    for number in 0..3 {
        let tap = bench.tap(vnet());
        assert_eq!((tap.generation(), tap.descriptors().count()), (number, 1));
        live_and_die(&mut bench, tap, &format!("vnet{number}"), "tun");
    }
}

#[test]
fn a_tap_has_as_many_queues_as_it_is_to_have() {
    let mut bench = enter();
    for (queues, vnet_hdr) in [(4, true), (1, false), (256, true)] {
        let tap = bench.devices.create_tap(literal("queues"), TapOptions { queues, vnet_hdr }).unwrap();
        assert_eq!(tap.descriptors().count(), queues as usize);
        live_and_die(&mut bench, tap, "queues", "tun");
    }
    let error = bench.devices.create_tap(literal("queues"), TapOptions { queues: 257, vnet_hdr: true }).unwrap_err();
    assert!(matches!(error, CreateError::Os(error) if error.symbol() == Some("E2BIG")), "{error}");
    assert!(!bench.is_pending("queues") && comes_true(|| bench.names().is_empty()));
}

#[test]
fn macvtaps_and_macvlans_live_and_die() {
    let mut bench = enter();
    let options = MacvtapOptions::on(bench.lower);
    for (kind, text, descriptors) in [(MacvtapKind::Macvtap, "macvtap", 1), (MacvtapKind::Macvlan, "macvlan", 0)] {
        let address = Some(Mac([2, 0, 0, 0, 0, 7]));
        let wanted = NamePattern::of_kind(NamedKind::OnLower(kind)).into();
        let device = bench.devices.create_macvtap(wanted, &MacvtapOptions { kind, address, ..options }).unwrap();
        assert_eq!(device.descriptors().count(), descriptors);
        assert_eq!(bench.link(device.index()).unwrap().address, [2, 0, 0, 0, 0, 7]);
        live_and_die(&mut bench, device, &format!("{text}0"), text);
    }
}

#[test]
fn a_name_that_was_chosen_is_that_name_or_none() {
    let mut bench = enter();
    let tap = bench.tap(literal("vnet7"));
    assert_eq!((bench.tap(vnet()).name().to_string(), tap.generation()), ("vnet8".to_owned(), 0));
    let again = bench.devices.create_tap(literal("vnet7"), TapOptions::default()).unwrap_err();
    assert_eq!(again.to_string(), "the name vnet7 is held, or the cleanup of its earlier holder is not done");
    live_and_die(&mut bench, tap, "vnet7", "tun");
    let other = foreign_tap("theirs");
    let taken = bench.devices.create_tap(literal("theirs"), TapOptions::default()).unwrap_err();
    assert_eq!(taken.to_string(), "a device with the name theirs exists; choose another name, or a template such as vnet%d");
    let on_lower = bench.devices.create_macvtap(literal("theirs"), &MacvtapOptions::on(bench.lower)).unwrap_err();
    assert!(matches!(on_lower, CreateError::Taken(_)), "{on_lower}");
    assert!(!bench.is_pending("theirs"));
    close([other]);
    let ours = bench.tap(literal("theirs"));
    live_and_die(&mut bench, ours, "theirs", "tun");
}

/// A template is none of the names that a lease is about: the kernel would choose another one.
#[test]
fn names_that_are_none_are_refused() {
    let mut bench = enter();
    for name in ["a/b", "a b", "a:b", "..", "all", "fixed%d", "50%"] {
        let tap = bench.devices.create_tap(literal(name), TapOptions::default()).unwrap_err();
        let macvtap = bench.devices.create_macvtap(literal(name), &MacvtapOptions::on(bench.lower)).unwrap_err();
        for error in [tap, macvtap] {
            assert!(matches!(error, CreateError::BadName(..)) && error.to_string().contains(name), "{name}: {error}");
        }
        assert!(!bench.is_pending(name));
    }
    assert_eq!(bench.names(), Vec::<String>::new());
}

#[test]
fn a_hundred_names_begin_anew_and_pass_over_those_that_are_not_done() {
    let bench = enter();
    let hundred = || bench.tap(template("fourteen-by-%dx"));
    let kept = hundred();
    let waits = bench.devices.remove(hundred()).unwrap();
    for number in 2..100 {
        let tap = hundred();
        assert_eq!((tap.name().to_string(), tap.generation()), (format!("fourteen-by-{number}x"), number));
        bench.end(tap);
    }
    let next = hundred();
    assert_eq!((next.name().to_string(), next.generation()), ("fourteen-by-2x".to_owned(), 102), "0 is held, 1 waits");
    bench.end(next);
    waits.done().unwrap();
    bench.end(kept);
}
