//! Creation and renaming of links.

use crate::support::{ODD, bridge, create, enter, names, request, symbol};
use ifrace_allocator::linux::rtnetlink::{MacvlanMode, NewLink, Selector, payload};

#[test]
fn the_created_link_is_reported_with_its_name_and_index() {
    let (_netns, mut rtnetlink) = enter();
    let link = bridge(&mut rtnetlink, b"br%d");
    assert_eq!((link.index, &link.name[..], link.kind.as_deref()), (2, &b"br0"[..], Some(&b"bridge"[..])));
    let chosen = NewLink { index: 100, group: Some(7), name: None, ..request(b"bridge", b"") };
    let link = create(&mut rtnetlink, &chosen).unwrap();
    assert_eq!((link.index, &link.name[..], link.group), (100, &b"bridge0"[..], 7));
    let silent = NewLink { echo: false, ..request(b"bridge", b"quiet\0") };
    assert_eq!(rtnetlink.new_link(&silent), Ok(None));
    assert_eq!(names(&mut rtnetlink), [&b"lo"[..], b"br0", b"quiet", b"bridge0"]);
}

#[test]
fn macvtap_and_macvlan_need_a_parent() {
    let (_netns, mut rtnetlink) = enter();
    let parent =
        create(&mut rtnetlink, &NewLink { peer_name: Some(payload(b"far%d")), ..request(b"veth", b"near%d\0") }).unwrap();
    assert_eq!(parent.name, b"near0");
    assert_eq!(rtnetlink.get_by_name(b"far0\0").unwrap().kind.unwrap(), b"veth");
    for kind in [&b"macvtap"[..], b"macvlan"] {
        let template = [kind, b"%d\0"].concat();
        let on = |link| NewLink { link, ..request(kind, &template) };
        let link = create(&mut rtnetlink, &on(Some(parent.index))).unwrap();
        assert_eq!((link.name, link.kind), ([kind, b"0"].concat(), Some(kind.to_vec())));
        assert_eq!(create(&mut rtnetlink, &on(None)), Err("EINVAL"));
        assert_eq!(create(&mut rtnetlink, &on(Some(999))), Err("ENODEV"));
    }
    rtnetlink.delete(&Selector::index(parent.index)).unwrap();
    assert_eq!(names(&mut rtnetlink), [b"lo"], "parent, peer and children go together");
}

#[test]
fn veth_ends_cannot_share_a_name() {
    let (_netns, mut rtnetlink) = enter();
    let pair = |own: &[u8], peer: &[u8]| NewLink { peer_name: Some(payload(peer)), ..request(b"veth", &payload(own)) };
    assert_eq!(create(&mut rtnetlink, &pair(b"y%d", b"y%d")).unwrap().name, b"y1", "the peer comes first");
    assert_eq!(create(&mut rtnetlink, &pair(b"same", b"same")), Err("EEXIST"));
    assert_eq!(create(&mut rtnetlink, &pair(b"own", ODD)).unwrap().name, b"own");
    assert_eq!(rtnetlink.get_by_name(ODD).unwrap().name, ODD);
}

#[test]
fn payloads_are_sent_as_they_are() {
    let (_netns, mut rtnetlink) = enter();
    let mut of = |payload: &[u8]| create(&mut rtnetlink, &request(b"bridge", payload)).map(|link| link.name);
    assert_eq!(of(b"abcdefghijklmnop\0"), Err("ERANGE"));
    assert_eq!(of(b"ab\0XXXXXXXXXXXXXXX"), Err("ERANGE"), "all bytes count");
    assert_eq!(of(b""), Err("ERANGE"));
    assert_eq!(of(b"\0"), Err("EINVAL"));
    assert_eq!(of(b"a b\0"), Err("EINVAL"));
    assert_eq!(of(b"all\0"), Err("EINVAL"));
    assert_eq!(of(b"lo\0"), Err("EEXIST"));
    assert_eq!(of(b"abcdefghijklmno"), Ok(b"abcdefghijklmno".to_vec()), "a NUL is not needed");
    assert_eq!(of(b"ab\0junk"), Ok(b"ab".to_vec()));
    assert_eq!(of(&vec![b'a'; 70_000]), Err("EMSGSIZE"), "no attribute holds that");
}

#[test]
fn flags_decide_about_existing_names() {
    let (_netns, mut rtnetlink) = enter();
    let link = bridge(&mut rtnetlink, b"br0");
    let existing = request(b"bridge", b"br0\0");
    let mut try_flags = |request: &NewLink| rtnetlink.new_link(request).map_err(symbol);
    assert_eq!(try_flags(&existing), Err("EEXIST"));
    assert_eq!(try_flags(&NewLink { excl: false, replace: true, ..existing.clone() }), Err("EOPNOTSUPP"));
    let other_kind = |kind: &[u8]| NewLink { excl: false, echo: false, kind: kind.to_vec(), ..existing.clone() };
    assert_eq!(try_flags(&other_kind(b"veth")), Ok(None), "it changes the bridge");
    assert_eq!(try_flags(&other_kind(b"macvtap")), Ok(None), "any kind does");
    let with_mode = NewLink { mode: Some(MacvlanMode::Bridge), ..other_kind(b"macvtap") };
    assert_eq!(try_flags(&with_mode), Err("EOPNOTSUPP"), "the bridge has no mode");
    let nothing = NewLink { name: Some(payload(b"none")), ..NewLink::default() };
    assert_eq!(try_flags(&nothing), Err("ENODEV"));
    assert_eq!(try_flags(&request(b"tun", b"t0\0")), Err("EOPNOTSUPP"));
    assert_eq!(try_flags(&request(b"", b"t0\0")), Err("EOPNOTSUPP"));
    assert_eq!(try_flags(&NewLink { index: -1, ..request(b"bridge", b"br1\0") }), Err("EINVAL"));
    let rename = NewLink { index: link.index.cast_signed(), name: Some(payload(ODD)), ..NewLink::default() };
    assert_eq!(try_flags(&rename), Ok(None));
    assert_eq!(rtnetlink.get_by_index(link.index).unwrap().name, ODD);
}

#[test]
fn renames_take_templates_and_find_names_in_use() {
    let (_netns, mut rtnetlink) = enter();
    let index = bridge(&mut rtnetlink, b"br0").index;
    let mut name_after = |payload: &[u8]| {
        rtnetlink.rename(index, payload).map_err(symbol)?;
        Ok::<_, &str>(rtnetlink.get_by_index(index).unwrap().name)
    };
    assert_eq!(name_after(b"br%d\0"), Ok(b"br1".to_vec()), "its own name counts");
    assert_eq!(name_after(b"\0"), Ok(b"br1".to_vec()));
    assert_eq!(name_after(b""), Err("ERANGE"));
    assert_eq!(name_after(b"abcdefghijklmnop\0"), Err("ERANGE"));
    assert_eq!(name_after(b"lo\0"), Err("EEXIST"));
    assert_eq!(name_after(b"a/b\0"), Err("EINVAL"));
    assert_eq!(name_after(b"all\0"), Err("EINVAL"));
    assert_eq!(rtnetlink.rename(999, b"x\0").map_err(symbol), Err("ENODEV"));
    rtnetlink.set_mtu(index, 500).unwrap();
    rtnetlink.rename(index, b"all\0").unwrap();
    let link = rtnetlink.get_by_index(index).unwrap();
    assert_eq!((&link.name[..], link.mtu), (&b"all"[..], 500), "without IPv6 nothing stands in the way");
}
