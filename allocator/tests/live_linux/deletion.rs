//! Deletion of links.

use crate::support::{bridge, create, enter, names, request, symbol};
use ifrace_allocator::linux::rtnetlink::{NewLink, Selector, payload};

#[test]
fn deletion_heeds_the_index_before_the_name_before_the_group() {
    let (_netns, mut rtnetlink) = enter();
    let links: Vec<u32> = [&b"a"[..], b"b", b"c", b"d", b"e"].iter().map(|name| bridge(&mut rtnetlink, name).index).collect();
    let named = |index: i32, name: &[u8]| Selector { index: Some(index), ..Selector::name(payload(name)) };
    rtnetlink.delete(&named(links[0].cast_signed(), b"b")).unwrap();
    assert_eq!(names(&mut rtnetlink), [&b"lo"[..], b"b", b"c", b"d", b"e"], "the index decides");
    let dead = named(links[0].cast_signed(), b"b");
    assert_eq!(rtnetlink.delete(&dead).map_err(symbol), Err("ENODEV"), "a dead index is not made up for by a name");
    rtnetlink.delete(&named(-1, b"b")).unwrap();
    rtnetlink.set_group(links[3], 5).unwrap();
    rtnetlink.delete(&Selector { group: Some(5), ..Selector::name(payload(b"c")) }).unwrap();
    assert_eq!(names(&mut rtnetlink), [&b"lo"[..], b"d", b"e"], "the group is not looked at");
    rtnetlink.altname_add(links[4], b"other\0").unwrap();
    rtnetlink.delete(&Selector { altname: Some(payload(b"other")), ..Selector::default() }).unwrap();
    assert_eq!(names(&mut rtnetlink), [b"lo".to_vec(), b"d".to_vec()]);
    assert_eq!(rtnetlink.delete(&Selector::index(1)).map_err(symbol), Err("EOPNOTSUPP"), "lo stays");
    assert_eq!(rtnetlink.delete(&Selector::default()).map_err(symbol), Err("EINVAL"));
    assert_eq!(rtnetlink.delete(&Selector::name(payload(b""))).map_err(symbol), Err("ENODEV"));
}

#[test]
fn a_group_is_deleted_as_a_whole() {
    let (_netns, mut rtnetlink) = enter();
    for name in [&b"a%d\0"[..], b"b%d\0", b"c%d\0"] {
        let group = if name[0] == b'b' { 8 } else { 9 };
        create(&mut rtnetlink, &NewLink { group: Some(group), ..request(b"bridge", name) }).unwrap();
    }
    rtnetlink.delete(&Selector::group(9)).unwrap();
    assert_eq!(names(&mut rtnetlink), [b"lo".to_vec(), b"b0".to_vec()]);
    assert_eq!(rtnetlink.delete(&Selector::group(9)).map_err(symbol), Err("ENODEV"));
}
