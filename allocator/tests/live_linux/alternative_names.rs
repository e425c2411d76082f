//! Alternative names.

use crate::support::{bridge, enter, symbol, tap, try_name};
use ifrace_allocator::linux::rtnetlink::payload;
use ifrace_allocator::linux::tun::TunFlags;

const TAP: TunFlags = TunFlags::TAP;

#[test]
fn alternative_names_take_any_bytes() {
    let (_netns, mut rtnetlink) = enter();
    let index = bridge(&mut rtnetlink, b"br0").index;
    let other = bridge(&mut rtnetlink, b"br1").index;
    let odd: [&[u8]; 7] = [b"", b"a b", b"a/b", b"..", b"all", b"vnet%d", &[b'x'; 127]];
    for name in odd {
        assert_eq!(rtnetlink.altname_add(index, &payload(name)), Ok(()), "{}", name.escape_ascii());
        assert_eq!(rtnetlink.get_by_altname(&payload(name)).unwrap().index, index);
    }
    assert_eq!(rtnetlink.get_by_index(index).unwrap().altnames, odd);
    let mut add = |index, name: &[u8]| rtnetlink.altname_add(index, &payload(name)).map_err(symbol);
    assert_eq!(add(index, &[b'y'; 128]), Err("ERANGE"));
    for taken in [&b"br0"[..], b"br1", b"a b"] {
        assert_eq!(add(index, taken), Err("EEXIST"));
    }
    assert_eq!(add(999, b"new"), Err("ENODEV"));
    assert_eq!(rtnetlink.altname_del(index, b"a b\0"), Ok(()));
    assert_eq!(rtnetlink.altname_del(index, b"a b\0").map_err(symbol), Err("ENOENT"));
    assert_eq!(rtnetlink.altname_del(other, b"a/b\0").map_err(symbol), Err("EINVAL"), "it is another link's");
    assert_eq!(rtnetlink.altname_del(index, b"br0\0").map_err(symbol), Err("EINVAL"), "it is the primary name");
}

#[test]
fn many_alternative_names_are_added_up_to_the_first_failure() {
    let (_netns, mut rtnetlink) = enter();
    let index = bridge(&mut rtnetlink, b"br0").index;
    let names: Vec<Vec<u8>> = (0..496).map(|i| payload(format!("{i:0>120}").as_bytes())).collect();
    rtnetlink.altnames_add(index, &names).unwrap();
    assert_eq!(rtnetlink.get_by_index(index).unwrap().altnames.len(), 496, "60 KiB of names in one reply");
    assert_eq!(rtnetlink.altname_add(index, b"one more\0").map_err(symbol), Err("EINVAL"));
    let other = bridge(&mut rtnetlink, b"br1").index;
    assert_eq!(rtnetlink.altnames_add(other, &[&b"a\0"[..], b"lo\0", b"b\0"]).map_err(symbol), Err("EEXIST"));
    assert_eq!(rtnetlink.get_by_index(other).unwrap().altnames, [b"a"]);
    assert_eq!(rtnetlink.altnames_add::<&[u8]>(other, &[]), Ok(()));
}

#[test]
fn alternative_names_count_for_templates_and_lead_to_their_device() {
    let (_netns, mut rtnetlink) = enter();
    let bridge = bridge(&mut rtnetlink, b"br0");
    rtnetlink.altnames_add(bridge.index, &[payload(b"vnet0"), payload(b"vnet1")]).unwrap();
    let (mut device, name) = tap(b"vnet%d", TAP);
    assert_eq!(name, b"vnet2");
    assert_eq!(try_name(b"vnet1", TAP), Err("EINVAL"), "the bridge answers to it");
    device.set_persist(true).unwrap();
    let index = rtnetlink.get_by_name(&payload(b"vnet2")).unwrap().index;
    rtnetlink.altname_add(index, &payload(b"guest")).unwrap();
    drop(device);
    assert_eq!(try_name(b"guest", TAP), Ok(b"vnet2".to_vec()), "the reply has the primary name");
    rtnetlink.altname_add(bridge.index, &payload(b"vnet%d")).unwrap();
    assert_eq!(try_name(b"vnet%d", TAP), Err("EINVAL"), "a template that is an alternative name is one");
}
