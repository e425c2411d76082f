//! Hypervisors and the descriptors that they hold.

use crate::support::{A, B, TestHost, host, host_with, name};
use ifrace_allocator::host::{DeviceRef, HostOp};
use std::fs;

pub(crate) fn exists(test: &mut TestHost, text: &str) -> bool {
    test.device(text).is_some()
}

/// The processes that are children of this thread, by their states.
pub(crate) fn children() -> Vec<char> {
    let of = fs::read_to_string("/proc/thread-self/children").unwrap();
    let state = |process: &str| fs::read_to_string(format!("/proc/{process}/stat")).ok()?.rsplit(") ").next()?.chars().next();
    of.split_ascii_whitespace().filter_map(state).collect()
}

#[test]
fn taps_live_as_long_as_the_hypervisor() {
    let mut test = host();
    test.tap(A, "vnet0");
    test.tap(A, "vnet1");
    test.tap(B, "vnet2");
    test.done(A, HostOp::Spawn);
    assert_eq!(test.refused(A, HostOp::Spawn), "EEXIST");
    assert_eq!(children().len(), 3, "the hypervisor, and one for each device");
    test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    test.host.daemon_crash(A);
    assert!(exists(&mut test, "vnet0") && exists(&mut test, "vnet1"));
    test.done(A, HostOp::Kill);
    assert!(!exists(&mut test, "vnet0") && !exists(&mut test, "vnet1") && exists(&mut test, "vnet2"));
    test.done(A, HostOp::Kill);
    assert!(children().is_empty());
}

#[test]
fn one_device_is_plugged_and_unplugged() {
    let mut test = host();
    assert!(test.fails(A, HostOp::Plug { name: name("vnet0") }).to_string().contains("not running"));
    test.tap(A, "vnet0");
    test.done(A, HostOp::Spawn);
    assert_eq!(test.refused(A, HostOp::Plug { name: name("vnet1") }), "EBADFD");
    test.tap(A, "vnet1");
    test.done(A, HostOp::Plug { name: name("vnet1") });
    test.host.daemon_crash(A);
    assert!(exists(&mut test, "vnet1"));
    test.done(A, HostOp::Unplug { name: name("vnet0") });
    assert!(!exists(&mut test, "vnet0") && exists(&mut test, "vnet1"), "one that it was started with can be taken too");
    test.done(A, HostOp::Unplug { name: name("vnet0") });
    test.done(A, HostOp::Unplug { name: name("vnet1") });
    test.assert_empty();
    assert_eq!(children().len(), 1, "the hypervisor lives on");
    test.done(A, HostOp::Kill);
    assert!(test.fails(A, HostOp::Unplug { name: name("vnet1") }).to_string().contains("not running"));
}

#[test]
fn a_device_that_somebody_deleted_cannot_be_plugged() {
    let mut test = host();
    test.done(A, HostOp::Spawn);
    test.tap(A, "vnet0");
    test.done(B, HostOp::DeleteLink { link: DeviceRef::Name(name("vnet0")) });
    assert_eq!(test.refused(A, HostOp::Plug { name: name("vnet0") }), "EBADFD");
}

#[test]
fn it_is_stopped_continued_and_killed_from_outside() {
    let mut test = host();
    test.tap(A, "vnet0");
    test.done(A, HostOp::Spawn);
    test.done(A, HostOp::Pause);
    // A signal to another process is delivered soon, not at once.
    while children() != ['T', 'T'] {
        std::thread::yield_now();
    }
    test.done(A, HostOp::Resume);
    while children().contains(&'T') {
        std::thread::yield_now();
    }
    test.done(A, HostOp::Pause);
    test.host.hypervisor_dies(A).unwrap();
    test.assert_empty();
    assert!(test.fails(A, HostOp::Resume).to_string().contains("not running"));
    assert!(test.fails(A, HostOp::Pause).to_string().contains("not running"));
    test.done(A, HostOp::Kill);
    test.done(A, HostOp::Spawn);
}

#[test]
fn a_hypervisor_that_cannot_be_started_leaves_the_devices_with_the_daemon() {
    let mut test = host_with(|config| config.hypervisor = vec!["no-such-hypervisor".into()]);
    test.tap(A, "vnet0");
    assert_eq!(test.fails(A, HostOp::Spawn).to_string(), "no-such-hypervisor is not installed");
    assert!(exists(&mut test, "vnet0"));
    test.host.daemon_crash(A);
    test.assert_empty();
}

#[test]
fn nothing_is_left_after_a_host_and_after_its_thread() {
    let mut test = host();
    test.tap(A, "vnet0");
    test.tap(B, "vnet1");
    test.done(A, HostOp::Spawn);
    drop(test);
    assert!(children().is_empty());
    let process = std::thread::spawn(|| {
        let mut test = host();
        test.tap(A, "vnet0");
        test.done(A, HostOp::Spawn);
        let process = test.host.hypervisor_process(A).unwrap().unwrap();
        std::mem::forget(test);
        process
    });
    let process = process.join().unwrap();
    // The process is a zombie until this one ends, or is gone if somebody waits for it.
    let ended = || !fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
    while !ended() {
        std::thread::yield_now();
    }
}

#[test]
fn what_closes_is_gone_while_others_start_processes() {
    let starters: Vec<_> = (0..2)
        .map(|_| {
            std::thread::spawn(|| {
                let mut test = host();
                for _ in 0..15 {
                    test.done(A, HostOp::Spawn);
                    test.done(A, HostOp::Kill);
                }
            })
        })
        .collect();
    let mut test = host();
    for _ in 0..15 {
        test.tap(A, "vnet0");
        test.done(A, HostOp::CloseDevice { name: name("vnet0") });
        assert!(!exists(&mut test, "vnet0"));
    }
    starters.into_iter().for_each(|starter| starter.join().unwrap());
}
