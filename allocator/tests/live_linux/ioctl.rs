//! Lookup and rename by `struct ifreq`, and lookup in sysfs,.

use crate::support::{ODD, bridge, enter, symbol};
use ifrace_allocator::linux::ioctl::InterfaceIoctl;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, payload};
use ifrace_allocator::linux::sysfs;

struct Bench {
    _netns: PrivateNetns,
    rtnetlink: Rtnetlink,
    ioctl: InterfaceIoctl,
}

fn bench() -> Bench {
    let (netns, rtnetlink) = enter();
    Bench { _netns: netns, rtnetlink, ioctl: InterfaceIoctl::open().unwrap() }
}

impl Bench {
    fn bridge(&mut self, name: &[u8]) -> u32 {
        bridge(&mut self.rtnetlink, name).index
    }
}

#[test]
fn lookups_drop_what_follows_a_colon_and_cut_long_names() {
    let mut bench = bench();
    let br = bench.bridge(b"br");
    let long = bench.bridge(b"abcdefghijklmno");
    for name in [&b"br"[..], b"br:1", b"br:", b"br\0x"] {
        assert_eq!(bench.ioctl.index_of(name), Ok(br), "{}", name.escape_ascii());
    }
    for name in [&b"abcdefghijklmno"[..], b"abcdefghijklmnop", b"abcdefghijklmnopqrstuvw"] {
        assert_eq!(bench.ioctl.index_of(name), Ok(long), "{}", name.escape_ascii());
    }
    for name in [&b""[..], b"b", b"br0", b"abcdefghijklmn", b":br"] {
        assert_eq!(bench.ioctl.index_of(name).map_err(symbol), Err("ENODEV"), "{}", name.escape_ascii());
    }
}

#[test]
fn flags_tell_whether_a_device_is_up() {
    let mut bench = bench();
    let index = bench.bridge(ODD);
    let up = |bench: &Bench| bench.ioctl.flags_of(ODD).unwrap() & libc::IFF_UP as u16 != 0;
    assert!(!up(&bench));
    bench.rtnetlink.set_up(index, true).unwrap();
    assert!(up(&bench));
    assert!(bench.rtnetlink.get_by_index(index).unwrap().up);
    bench.rtnetlink.set_up(index, false).unwrap();
    assert!(!up(&bench));
    assert_eq!(bench.ioctl.flags_of(b"nothing").map_err(symbol), Err("ENODEV"));
}

#[test]
fn renames_cut_long_names_and_refuse_empty_ones() {
    let mut bench = bench();
    let index = bench.bridge(b"br");
    bench.rtnetlink.altname_add(index, &payload(b"other")).unwrap();
    let name_after = |bench: &mut Bench, old: &[u8], new: &[u8]| {
        bench.ioctl.rename(old, new).map_err(symbol)?;
        Ok::<_, &str>(bench.rtnetlink.get_by_index(index).unwrap().name)
    };
    assert_eq!(name_after(&mut bench, b"br:1", b"abcdefghijklmnopq"), Ok(b"abcdefghijklmno".to_vec()));
    assert_eq!(name_after(&mut bench, b"other", b"eth%d"), Ok(b"eth0".to_vec()), "by its alternative name");
    assert_eq!(name_after(&mut bench, b"eth0", b"\xff\x01"), Ok(b"\xff\x01".to_vec()));
    assert_eq!(name_after(&mut bench, b"\xff\x01", b""), Err("EINVAL"));
    assert_eq!(name_after(&mut bench, b"\xff\x01", b"lo"), Err("EEXIST"));
    assert_eq!(name_after(&mut bench, b"\xff\x01", b"other"), Err("EEXIST"), "even its own alternative name");
    assert_eq!(name_after(&mut bench, b"br", b"new"), Err("ENODEV"));
}

#[test]
fn sysfs_knows_primary_names_only() {
    let mut bench = bench();
    let index = bench.bridge(ODD);
    bench.rtnetlink.altname_add(index, &payload(b"other")).unwrap();
    assert_eq!(sysfs::index_of(ODD), Ok(Some(index)));
    assert_eq!(sysfs::index_of(b"lo"), Ok(Some(1)));
    assert_eq!(bench.ioctl.index_of(b"other"), Ok(index));
    for name in [&b"other"[..], b"", b".", b"..", b"lo/", b"../net/lo", b"lo\0", b"\xc3\x28\xff:1"] {
        assert_eq!(sysfs::index_of(name), Ok(None), "{}", name.escape_ascii());
    }
}
