//! Hypervisors that do not run, or no longer.

use crate::hypervisors::{children, exists};
use crate::support::{A, B, TestHost, host, host_with, name, output};
use ifrace_allocator::host::HostOp;
use std::fs;

/// Kills the first process of a hypervisor alone, as an administrator would, and waits until it is dead.
fn kill_from_outside(test: &mut TestHost) {
    let process = test.host.hypervisor_process(A).unwrap().unwrap();
    output("kill", &format!("-9 {process}"));
    while !fs::read_to_string(format!("/proc/{process}/stat")).unwrap().contains(") Z ") {
        std::thread::yield_now();
    }
}

#[test]
fn one_that_was_killed_from_outside_is_dead_for_all_its_devices() {
    let mut test = host();
    test.tap(A, "vnet0");
    test.done(A, HostOp::Spawn);
    test.tap(A, "vnet1");
    test.done(A, HostOp::ConnectMonitor);
    kill_from_outside(&mut test);
    for op in [
        HostOp::ConnectMonitor,
        HostOp::Resume,
        HostOp::Pause,
        HostOp::Plug { name: name("vnet1") },
        HostOp::Unplug { name: name("vnet0") },
    ] {
        assert_eq!(test.fails(A, op).to_string(), "the hypervisor is not running", "{op}");
    }
    assert!(children().is_empty(), "no process keeps a device");
    assert!(!exists(&mut test, "vnet0") && exists(&mut test, "vnet1"), "the daemon holds the other");
    test.done(A, HostOp::Spawn);
    kill_from_outside(&mut test);
    assert!(!exists(&mut test, "vnet1"), "looking is enough");
    assert_eq!(test.host.hypervisor_process(A), Ok(None));
}

#[test]
fn nobody_can_connect_to_a_hypervisor_that_does_not_run() {
    let mut test = host();
    assert_eq!(test.fails(A, HostOp::ConnectMonitor).to_string(), "the hypervisor is not running");
    test.done(A, HostOp::Spawn);
    test.done(A, HostOp::ConnectMonitor);
    test.host.daemon_crash(A);
    test.done(A, HostOp::ConnectMonitor);
    assert_eq!(test.fails(B, HostOp::ConnectMonitor).to_string(), "the hypervisor is not running");
    test.host.hypervisor_dies(A).unwrap();
    assert_eq!(test.fails(A, HostOp::ConnectMonitor).to_string(), "the hypervisor is not running");
}

#[test]
fn one_that_left_its_process_group_is_killed_all_the_same() {
    let leave = "setpgrp 0, getpgrp getppid; open my $file, '>', $ARGV[0]; close $file; sleep 1 while 1";
    let file = std::env::temp_dir().join(format!("ifrace-left-its-group-{}", std::process::id()));
    let arguments = ["perl".into(), "-e".into(), leave.into(), file.clone().into_os_string()];
    let mut test = host_with(|config| config.hypervisor = arguments.into());
    test.done(A, HostOp::Spawn);
    while !file.exists() {
        std::thread::yield_now();
    }
    fs::remove_file(file).unwrap();
    test.host.hypervisor_dies(A).unwrap();
    assert!(children().is_empty());
}
