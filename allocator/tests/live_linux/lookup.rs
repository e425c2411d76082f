//! Lookup of links.

use crate::support::{ODD, bridge, enter, request, symbol};
use ifrace_allocator::linux::rtnetlink::{NewLink, payload};

#[test]
fn names_that_are_not_text_go_both_ways() {
    let (_netns, mut rtnetlink) = enter();
    let mut link = bridge(&mut rtnetlink, ODD);
    assert_eq!(link.name, ODD);
    let altname = b"\xff\xfe \xa0/";
    rtnetlink.altname_add(link.index, &payload(altname)).unwrap();
    link.altnames = vec![altname.to_vec()];
    assert_eq!(rtnetlink.get_by_name(&payload(ODD)).as_ref(), Ok(&link));
    assert_eq!(rtnetlink.get_by_altname(altname).as_ref(), Ok(&link));
    assert_eq!(rtnetlink.get_by_index(link.index).as_ref(), Ok(&link));
    assert_eq!(rtnetlink.dump().unwrap().pop(), Some(link));
}

#[test]
fn lookups_find_both_sorts_of_names() {
    let (_netns, mut rtnetlink) = enter();
    let index = bridge(&mut rtnetlink, b"br0").index;
    let long = b"a name of more than fifteen bytes";
    rtnetlink.altnames_add(index, &[payload(b"other"), payload(long)]).unwrap();
    for name in [&b"br0\0"[..], b"br0", b"other\0"] {
        assert_eq!(rtnetlink.get_by_name(name).unwrap().index, index);
        assert_eq!(rtnetlink.get_by_altname(name).unwrap().index, index);
    }
    assert_eq!(rtnetlink.get_by_altname(long).unwrap().index, index);
    assert_eq!(rtnetlink.get_by_name(long).map_err(symbol), Err("ERANGE"));
    for absent in [&b"br1\0"[..], b"br0:1\0", b"br%d\0"] {
        assert_eq!(rtnetlink.get_by_name(absent).map_err(symbol), Err("ENODEV"), "{}", absent.escape_ascii());
    }
    assert_eq!(rtnetlink.get_by_index(999).map_err(symbol), Err("ENODEV"));
    assert_eq!(rtnetlink.get_by_index(0).map_err(symbol), Err("EINVAL"));
}

#[test]
fn a_dump_of_many_messages_is_complete() {
    let (_netns, mut rtnetlink) = enter();
    for _ in 0..200 {
        rtnetlink.new_link(&NewLink { echo: false, ..request(b"bridge", b"br%d\0") }).unwrap();
    }
    let links = rtnetlink.dump().unwrap();
    assert_eq!(links.len(), 201);
    assert!(links[1..].iter().enumerate().all(|(i, link)| link.name == format!("br{i}").as_bytes()));
}
