//! Filters: what both drivers have in common.

use crate::support::{A, B, Failing, MAC_A, MAC_B, filter, host, host_with, name};
use ifrace_allocator::host::{ExistingFilter, FilterDriver, HostOp, Key, Observe};
use std::path::PathBuf;

const DRIVERS: [FilterDriver; 2] = [FilterDriver::Ebiptables, FilterDriver::Nftables];

#[test]
fn a_name_has_one_binding_and_adoption_keeps_it() {
    for driver in DRIVERS {
        let mut test = host();
        let (tap, _) = test.tap(A, "vnet0");
        let clean = filter("clean-traffic", &[]);
        let create = |mac, existing| HostOp::CreateFilter { name: tap, filter: &clean, mac, driver, existing };
        test.done(A, create(MAC_A, ExistingFilter::Refused));
        assert_eq!(test.seen().filters, [tap]);
        test.commands();
        assert!(test.fails(B, create(MAC_B, ExistingFilter::Refused)).to_string().contains("already exists"));
        test.done(B, create(MAC_B, ExistingFilter::Adopted));
        assert_eq!(test.commands(), [""; 0], "neither makes rules");
        test.done(B, HostOp::DeleteFilter { name: tap, driver, key: Key::Identity });
        assert_eq!(test.seen().filters, [tap], "it is A's");
        test.done(A, HostOp::DeleteFilter { name: tap, driver, key: Key::Identity });
        test.done(A, HostOp::DeleteFilter { name: tap, driver, key: Key::Name });
        assert!(test.seen().filters.is_empty());
        test.done(B, create(MAC_B, ExistingFilter::Adopted));
        assert_eq!(test.seen().filters, [tap], "there was nothing to adopt");
    }
}

#[test]
fn a_filter_that_replaces_another_is_its_new_owners_until_a_late_cleanup_by_name() {
    for driver in DRIVERS {
        let mut test = host();
        let (tap, _) = test.tap(A, "vnet0");
        let clean = filter("clean-traffic", &[]);
        for (actor, mac) in [(A, MAC_A), (B, MAC_B)] {
            let existing = ExistingFilter::Replaced;
            test.done(actor, HostOp::CreateFilter { name: tap, filter: &clean, mac, driver, existing });
        }
        test.done(A, HostOp::DeleteFilter { name: tap, driver, key: Key::Identity });
        assert_eq!(test.seen().filters, [tap], "it is B's");
        test.done(A, HostOp::DeleteFilter { name: tap, driver, key: Key::Name });
        assert!(test.seen().filters.is_empty());
    }
}

#[test]
fn without_a_device_there_are_no_rules_but_a_binding() {
    for driver in DRIVERS {
        let mut test = host();
        let clean = filter("clean-traffic", &[]);
        let create =
            HostOp::CreateFilter { name: name("vnet0"), filter: &clean, mac: MAC_A, driver, existing: ExistingFilter::Refused };
        assert!(test.commands_of(A, create).is_empty());
        test.tap(B, "vnet0");
        assert!(test.fails(B, create).to_string().contains("already exists"));
        assert!(test.seen().filters.is_empty());
    }
}

#[test]
fn what_cannot_be_built_is_an_error_and_leaves_no_binding() {
    for driver in DRIVERS {
        let mut test = host_with(|config| config.folders = vec![PathBuf::from("/nonexistent")]);
        let (tap, _) = test.tap(A, "vnet0");
        for (text, wanted) in
            [("allow-arp", "clean-traffic"), ("no-ip-spoofing", "parameter IP"), ("clean-traffic", "Debian package")]
        {
            let unknown = filter(text, &[]);
            for _ in 0..2 {
                let create =
                    HostOp::CreateFilter { name: tap, filter: &unknown, mac: MAC_A, driver, existing: ExistingFilter::Refused };
                let failure = test.fails(A, create);
                assert!(failure.to_string().contains(wanted), "{failure}");
            }
        }
    }
}

#[test]
fn a_program_that_fails_is_not_taken_for_there_being_no_rules() {
    for program in ["nft", "ebtables"] {
        let failing = Failing::new(program);
        let mut test = host_with(|config| config.folders.insert(0, failing.folder()));
        let failure = test.host.observe().unwrap_err();
        assert_eq!(failure.to_string(), format!("{program}: exit status: 1"));
    }
    let failing = Failing::new("nft");
    let mut test = host_with(|config| config.folders.insert(0, failing.folder()));
    let (tap, _) = test.tap(A, "vnet0");
    for key in [Key::Name, Key::Identity] {
        let delete = HostOp::DeleteFilter { name: tap, driver: FilterDriver::Nftables, key };
        assert_eq!(test.fails(A, delete).to_string(), "nft: exit status: 1");
    }
}

#[test]
fn missing_programs_are_named_with_their_packages() {
    let mut test = host_with(|config| {
        config.folders = vec![PathBuf::from("/nonexistent")];
        config.open_vswitch = Some(PathBuf::from("/dev/null"));
    });
    let (tap, _) = test.tap(A, "vnet0");
    let failing = [
        (HostOp::AllowMac { name: tap, mac: MAC_A }, "ebtables is not installed (Debian package ebtables)"),
        (HostOp::SetNoQueue { name: tap }, "tc is not installed (Debian package iproute2)"),
        (
            HostOp::DeleteOvsPort { name: tap, row: None, key: Key::Name },
            "ovs-vsctl is not installed (Debian package openvswitch-switch)",
        ),
        (HostOp::Spawn, "sleep is not installed (Debian package coreutils)"),
        (
            HostOp::DeleteFilter { name: tap, driver: FilterDriver::Nftables, key: Key::Name },
            "nft is not installed (Debian package nftables)",
        ),
        (
            HostOp::DeleteFilter { name: tap, driver: FilterDriver::Ebiptables, key: Key::Name },
            "iptables is not installed (Debian package iptables)",
        ),
    ];
    for (op, wanted) in failing {
        assert_eq!(test.fails(A, op).to_string(), wanted);
    }
    assert!(test.seen().device(tap).is_some(), "what is missing is not asked");
}
