//! Operations of every sort on few devices, so that they meet.

use crate::pool::name;
use ifrace_model::kernel::{Caller, LinkKind, MTU_MAX, MTU_MIN, NewLink, Operation, RenameVia, Selector, TunSetIff, Via};
use proptest::prelude::*;
use proptest::sample::select;

fn index() -> impl Strategy<Value = u32> {
    1..12_u32
}

fn tun() -> impl Strategy<Value = Operation> {
    (name(), any::<[bool; 6]>(), prop::option::weighted(0.1, 1000..1002_u32)).prop_map(
        |(name, [tun, excl, multi_queue, persist, user, both], owner)| {
            let caller = if user && both { Caller::User { uid: 1000, gid: 1000 } } else { Caller::Admin };
            let request =
                TunSetIff { tun, tap: !tun || both, excl, multi_queue, persist, owner, caller, ..TunSetIff::tap(&name) };
            Operation::Tun(request)
        },
    )
}

fn new_link() -> impl Strategy<Value = Operation> {
    let kind = select(&LinkKind::CREATABLE[..]);
    let optional = || prop::option::weighted(0.8, name());
    let group = prop::option::weighted(0.2, 1..3_u32);
    (kind, optional(), optional(), prop::option::of(index()), group, any::<bool>()).prop_map(
        |(kind, name, peer, link, group, excl)| {
            let peer = peer.filter(|_| kind == LinkKind::Veth);
            Operation::NewLink(NewLink { peer, link, group, excl, ..NewLink::create(kind.id(), name.as_deref()) })
        },
    )
}

fn selector() -> impl Strategy<Value = Operation> {
    prop_oneof![
        index().prop_map(Selector::index),
        name().prop_map(|name| Selector::name(&name)),
        (1..3_u32).prop_map(Selector::group),
    ]
    .prop_map(Operation::Delete)
}

/// Any operation.
pub(crate) fn operation() -> impl Strategy<Value = Operation> {
    let by = select(vec![RenameVia::Netlink, RenameVia::Ioctl]);
    let via = select(vec![Via::Ioctl, Via::GetLink, Via::GetLinkAlt, Via::Sysfs]);
    let mtu = select(vec![MTU_MIN, 1279, 1280, MTU_MAX]);
    prop_oneof![
        5 => tun(),
        5 => new_link(),
        4 => (index(), name(), by).prop_map(|(index, name, via)| Operation::Rename { index, name, via }),
        5 => (index(), name()).prop_map(|(index, name)| Operation::AltnameAdd { index, name }),
        2 => (index(), name()).prop_map(|(index, name)| Operation::AltnameDel { index, name }),
        2 => selector(),
        2 => index().prop_map(|index| Operation::Close { index }),
        1 => (index(), mtu).prop_map(|(index, mtu)| Operation::Mtu { index, mtu }),
        2 => (name(), via).prop_map(|(name, via)| Operation::Lookup { name, via }),
    ]
}
