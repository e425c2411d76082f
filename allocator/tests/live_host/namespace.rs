//! Where a host may work.

use crate::support::{A, host, name};
use ifrace_allocator::host::{Host, HostOp, Observe};
use ifrace_allocator::linux::host::{Config, LinuxHost};
use ifrace_allocator::linux::netns::{NetnsId, PrivateNetns};

#[test]
fn a_thread_outside_gets_no_host() {
    let outer = PrivateNetns::enter().unwrap();
    let inner = PrivateNetns::enter().unwrap();
    let refused = LinuxHost::in_private(&outer, Config::default()).map(drop).unwrap_err();
    assert!(refused.to_string().contains("not in the private network namespace"), "{refused}");
    assert!(LinuxHost::in_private(&inner, Config::default()).is_ok());
}

#[test]
fn a_host_refuses_to_work_after_its_thread_moved_on() {
    let mut test = host();
    let _elsewhere = PrivateNetns::enter().unwrap();
    let refused = test.fails(A, HostOp::Probe { name: name("lo") });
    assert!(refused.to_string().contains("has left"), "{refused}");
    assert!(test.host.observe().is_err());
}

#[test]
fn the_namespace_of_the_process_sees_nothing() {
    let outside = std::fs::read_to_string("/proc/self/net/dev").unwrap();
    let mut test = host();
    test.tap(A, "outside0");
    assert_ne!(NetnsId::current().ok(), None);
    let now = std::fs::read_to_string("/proc/self/net/dev").unwrap();
    assert_eq!(outside.lines().count(), now.lines().count());
    assert!(!now.contains("outside0"));
}

#[test]
fn the_namespace_is_found_by_every_kind_of_operation() {
    let mut test = host();
    for op in [HostOp::PrepareHost, HostOp::SaveStatus, HostOp::RemoveStatus] {
        assert!(test.host.perform(A, &op).is_ok());
    }
}
