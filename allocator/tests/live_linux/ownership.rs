//! Who may attach to a tap.

use crate::support::{enter, open_tun, symbol, tap};
use ifrace_allocator::linux::tun::{TunFlags, UnprivilegedCaller};

const TAP: TunFlags = TunFlags::TAP;
const STRANGER: UnprivilegedCaller = UnprivilegedCaller { uid: 4242, gid: 4243 };

#[test]
fn an_unprivileged_caller_needs_to_own_the_device() {
    let _netns = enter();
    let as_stranger = |name: &[u8]| open_tun().set_iff_as(name, TAP, STRANGER).map_err(symbol);
    assert_eq!(as_stranger(b"vnet%d"), Err("EPERM"), "creation takes CAP_NET_ADMIN");
    let (mut device, _) = tap(b"vnet0", TAP);
    device.set_persist(true).unwrap();
    device.set_owner(4000).unwrap();
    drop(device);
    assert_eq!(as_stranger(b"vnet0"), Err("EPERM"), "somebody else owns it");
    assert_eq!(as_stranger(b"lo"), Err("EINVAL"), "the kind is looked at first");
    let (mut device, _) = tap(b"vnet0", TAP);
    device.set_owner(STRANGER.uid).unwrap();
    drop(device);
    assert_eq!(as_stranger(b"vnet0"), Ok(b"vnet0".to_vec()));
    let (mut device, _) = tap(b"vnet0", TAP);
    device.set_group(4000).unwrap();
    drop(device);
    assert_eq!(as_stranger(b"vnet0"), Err("EPERM"), "the group counts as well");
    let (mut device, _) = tap(b"vnet0", TAP);
    device.set_group(STRANGER.gid).unwrap();
    drop(device);
    assert_eq!(as_stranger(b"vnet0"), Ok(b"vnet0".to_vec()));
    assert!(rustix::process::geteuid().is_root(), "the calling thread keeps its user");
}
