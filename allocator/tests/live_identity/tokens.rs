//! What a token survives: the kernel keeps the group with the device.

use crate::elsewhere::Elsewhere;
use crate::support::{Bench, bridge, enter, token};
use ifrace_allocator::linux::identity::{DeviceIdentity, Found, Removal};
use ifrace_allocator::linux::rtnetlink::{NewLink, payload};

const TOKEN: u32 = 0xfedc_ba98;

fn name_of(bench: &mut Bench, identity: DeviceIdentity) -> Vec<u8> {
    match bench.cleanup.find(&identity).unwrap() {
        Found::Ours(link) => link.name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_survives_renames_and_up_and_down() {
    let mut bench = enter();
    let (_device, identity) = bench.tap("vnet0", TOKEN);
    bench.rtnetlink.rename(identity.index, &payload(b"vnet9")).unwrap();
    assert_eq!(name_of(&mut bench, identity), b"vnet9");
    for up in [true, false, true] {
        bench.rtnetlink.set_up(identity.index, up).unwrap();
        assert_eq!(bench.link(identity.index).group, TOKEN);
    }
    bench.rtnetlink.rename(identity.index, &payload(b"vnet8")).unwrap();
    assert_eq!(name_of(&mut bench, identity), b"vnet8", "renamed while it is up");
}

#[test]
fn it_survives_a_move_to_another_namespace_and_back() {
    let (mut bench, elsewhere) = (enter(), Elsewhere::new());
    let (_device, identity) = bench.tap("vnet0", TOKEN);
    elsewhere.take("vnet0");
    assert_eq!(bench.cleanup.find(&identity), Ok(Found::Gone));
    let there = elsewhere.run(|bench| bench.index("vnet0").map(|index| (index, bench.link(index).group)));
    assert_eq!(there, Some((identity.index, TOKEN)), "an index that is free there is kept");
    elsewhere.give("vnet0");
    assert_eq!(name_of(&mut bench, identity), b"vnet0");
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
}

#[test]
fn a_macvtap_has_it_from_its_creation() {
    let mut bench = enter();
    let lower = bench.create(&NewLink { peer_name: Some(payload(b"far0")), kind: b"veth".to_vec(), ..bridge("eth0") });
    let request = NewLink { kind: b"macvtap".to_vec(), link: Some(lower.index), group: Some(TOKEN), ..bridge("macvtap%d") };
    let link = bench.create(&request);
    assert_eq!((&link.name[..], link.group), (&b"macvtap0"[..], TOKEN));
    let identity = bench.cleanup.identity(link.index, token(TOKEN));
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
    assert_eq!(bench.index("macvtap0"), None);
    assert_eq!(bench.link(lower.index).group, 0, "the device under it has none");
}
