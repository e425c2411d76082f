//! Creations that fail leave nothing: no device, no lease.

use crate::bench::{Bench, enter, literal, template};
use ifrace_allocator::host::MacvtapKind;
use ifrace_allocator::linux::devices::{CreateError, MacvtapOptions, Wanted};
use rustix::mount::{MountFlags, mount};

fn refused(bench: &Bench, wanted: Wanted, lower: u32) -> CreateError {
    let error = bench.devices.create_macvtap(wanted, &MacvtapOptions::on(lower)).unwrap_err();
    assert!(!bench.is_pending("m0") && !bench.is_pending("mine"));
    error
}

#[test]
fn a_macvtap_needs_a_device_to_be_on() {
    let mut bench = enter();
    for wanted in [template("m%d"), literal("mine")] {
        assert_eq!(
            refused(&bench, wanted, 4711).to_string(),
            "there is no device with the index 4711 to put a macvtap on; choose one that ip link shows"
        );
    }
    assert_eq!(bench.names(), Vec::<String>::new());
}

/// The kernel answers as for a bad name (`macvlan_common_newlink()`).
#[test]
fn a_macvtap_cannot_be_on_lo_and_its_name_is_not_blamed() {
    let mut bench = enter();
    for wanted in [template("m%d"), literal("mine")] {
        let error = refused(&bench, wanted, 1);
        assert!(matches!(error, CreateError::Os(error) if error.symbol() == Some("EINVAL")), "{error}");
    }
    assert_eq!(bench.names(), Vec::<String>::new());
}

#[test]
fn without_the_node_of_taps_there_are_none() {
    let mut bench = enter();
    mount("tmpfs", "/dev/net", "tmpfs", MountFlags::empty(), None).unwrap();
    let error = bench.devices.create_tap(literal("mine"), Default::default()).unwrap_err();
    assert!(matches!(error, CreateError::NoTun(_)), "{error}");
    assert!(error.to_string().ends_with("load the kernel module tun, or give the container /dev/net/tun"), "{error}");
    assert!(!bench.is_pending("mine") && bench.names().is_empty());
}

/// A macvtap whose character device cannot be opened is of no use.
#[test]
fn a_macvtap_without_its_character_device_goes_again() {
    let mut bench = enter();
    mount("tmpfs", "/sys/class", "tmpfs", MountFlags::empty(), None).unwrap();
    let error = refused(&bench, template("m%d"), bench.lower);
    assert!(error.to_string().contains("open the character device: ENOENT"), "{error}");
    assert_eq!(bench.names(), Vec::<String>::new());
    let options = MacvtapOptions { kind: MacvtapKind::Macvlan, ..MacvtapOptions::on(bench.lower) };
    let macvlan = bench.devices.create_macvtap(template("m%d"), &options).unwrap();
    bench.end(macvlan);
}
