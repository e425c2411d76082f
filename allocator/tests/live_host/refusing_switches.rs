//! What Open vSwitch cannot do, and hosts without one that answers.

use crate::open_vswitch::{add, host_with_switch};
use crate::support::{A, Failing, host_with, name};
use ifrace_allocator::host::{HostOp, Key, OvsAddForm};
use ifrace_allocator::interface::{Bandwidth, Rate, VirtualPort};
use std::path::PathBuf;

#[test]
fn a_rate_beyond_all_figures_is_refused_and_changes_nothing() {
    let (mut test, _switch) = host_with_switch();
    test.tap(A, "vnet0");
    test.done(A, add("vnet0", "ovsbr0", OvsAddForm::MayExist, &VirtualPort::default(), A));
    let (small, large) = (Rate { average: 1, ..Rate::default() }, Some(u64::MAX / 8 + 1));
    let rates = [
        Rate { average: u64::MAX / 8 + 1, ..Rate::default() },
        Rate { burst: large, ..small },
        Rate { peak: Some(u64::MAX / 8000 + 1), ..small },
    ];
    for (number, rate) in rates.into_iter().enumerate() {
        let both = [Bandwidth { inbound: Some(rate), outbound: None }, Bandwidth { inbound: Some(small), outbound: Some(rate) }];
        // What is received has no peak.
        for bandwidth in both.into_iter().take(2 - number / 2) {
            test.commands();
            let failure = test.fails(A, HostOp::SetOvsQos { name: name("vnet0"), bandwidth });
            assert!(failure.to_string().ends_with("is too large"), "{failure}");
            assert!(test.commands().is_empty());
        }
    }
    assert!(!test.seen().ovs_ports[0].limited);
}

#[test]
fn a_switch_that_does_not_answer_is_not_taken_for_an_empty_one() {
    let failing = Failing::new("ovs-vsctl");
    let mut test = host_with(|config| {
        config.folders.insert(0, failing.folder());
        config.open_vswitch = Some(PathBuf::from("/dev/null"));
    });
    for key in [Key::Identity, Key::Name] {
        let failure = test.fails(A, HostOp::ClearOvsQos { name: name("vnet0"), key });
        assert_eq!(failure.to_string(), "ovs-vsctl: exit status: 1");
    }
}

#[test]
fn a_host_without_a_switch_says_so() {
    let mut test = host_with(|config| config.open_vswitch = Some(PathBuf::from("/nonexistent/db.sock")));
    let op = HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Name };
    assert_eq!(test.fails(A, op).to_string(), "Open vSwitch is not running: there is no /nonexistent/db.sock");
    test.assert_empty();
    drop(test);
    let mut test = crate::support::host();
    assert_eq!(test.fails(A, op).to_string(), "no Open vSwitch is configured on this host");
}
