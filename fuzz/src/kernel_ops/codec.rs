//! Operations as bytes.
//!
//! A byte for the operation comes first. Flags are bits that are set for what is rare, so that zeros make a plain request.

mod write;

use crate::front::{byte, counted, number};
use crate::names::name;
use arbitrary::Unstructured;
use ifrace_model::kernel::{Caller, MTU_MAX, MTU_MIN, NewLink, Operation, RenameVia, Selector, TunSetIff, Via};

pub(super) use write::write;

/// Most operations of one input: more would only be slower.
pub(super) const OPERATIONS_MAX: usize = 8;

/// Kinds of `RTM_NEWLINK` by the byte for them; a higher byte stands before any other kind.
const KINDS: [&str; 8] = ["macvtap", "macvlan", "bridge", "veth", "dummy", "ifb", "tun", "nosuchkind"];
const OTHER_KIND: u8 = 0xf8;

/// The numbers of bytes around which IPv6 comes and goes; a higher byte stands before any other MTU.
const MTUS: [u32; 4] = [500, 1279, 1280, 1500];
const OTHER_MTU: u8 = 0xe0;

const VIAS: [Via; 4] = [Via::GetLink, Via::Ioctl, Via::GetLinkAlt, Via::Sysfs];

/// The operations of an input.
pub(super) fn read(data: &[u8]) -> Vec<Operation> {
    let mut u = Unstructured::new(data);
    let mut operations = Vec::with_capacity(OPERATIONS_MAX);
    while !u.is_empty() && operations.len() < OPERATIONS_MAX {
        operations.push(operation(&mut u));
    }
    operations
}

fn operation(u: &mut Unstructured<'_>) -> Operation {
    match byte(u) & 0x0f {
        0..3 => Operation::Tun(tun(u)),
        3..6 => Operation::NewLink(new_link(u, b"bridge".to_vec())),
        6 => Operation::NewLink(new_link(u, b"veth".to_vec())),
        7 => {
            let kind = kind(u);
            Operation::NewLink(new_link(u, kind))
        }
        8 => Operation::Rename { index: number(u), name: name(u), via: RenameVia::Netlink },
        9 => Operation::Rename { index: number(u), name: name(u), via: RenameVia::Ioctl },
        10 => Operation::AltnameAdd { index: number(u), name: name(u) },
        11 => Operation::AltnameDel { index: number(u), name: name(u) },
        12 => Operation::Delete(selector(u)),
        13 => Operation::Close { index: number(u) },
        14 => Operation::Mtu { index: number(u), mtu: mtu(u) },
        _ => Operation::Lookup { via: VIAS[usize::from(byte(u) & 3)], name: name(u) },
    }
}

fn tun(u: &mut Unstructured<'_>) -> TunSetIff {
    let flags = byte(u);
    let mut request = TunSetIff {
        excl: flags & 1 != 0,
        multi_queue: flags & 2 != 0,
        persist: flags & 4 != 0,
        tun: flags & 8 != 0,
        tap: flags & 16 == 0,
        name: name(u),
        ..TunSetIff::default()
    };
    if flags & 32 != 0 {
        let people = byte(u);
        request.owner = (people & 1 != 0).then(|| number(u));
        request.group = (people & 2 != 0).then(|| number(u));
        if people & 4 != 0 {
            request.caller = Caller::User { uid: number(u), gid: number(u) };
        }
    }
    request
}

fn kind(u: &mut Unstructured<'_>) -> Vec<u8> {
    match byte(u) {
        known @ ..OTHER_KIND => KINDS[usize::from(known & 7)].as_bytes().to_vec(),
        // A script holds kinds as text.
        OTHER_KIND.. => String::from_utf8_lossy(&counted(u)).into_owned().into_bytes(),
    }
}

fn new_link(u: &mut Unstructured<'_>, kind: Vec<u8>) -> NewLink {
    let flags = byte(u);
    let rare = if flags & 128 != 0 { byte(u) } else { 0 };
    NewLink {
        kind,
        excl: flags & 1 == 0,
        name: (flags & 2 == 0).then(|| name(u)),
        link: (flags & 4 != 0).then(|| number(u)),
        peer: (flags & 8 != 0).then(|| name(u)),
        create: rare & 1 == 0,
        replace: rare & 2 != 0,
        index: if rare & 4 != 0 { number(u).cast_signed() } else { 0 },
        group: (rare & 8 != 0).then(|| number(u)),
    }
}

fn selector(u: &mut Unstructured<'_>) -> Selector {
    let flags = byte(u);
    Selector {
        index: if flags & 1 == 0 { number(u).cast_signed() } else { 0 },
        name: (flags & 2 != 0).then(|| name(u)),
        group: (flags & 4 != 0).then(|| number(u)),
    }
}

fn mtu(u: &mut Unstructured<'_>) -> u32 {
    match byte(u) {
        known @ ..OTHER_MTU => MTUS[usize::from(known & 3)],
        OTHER_MTU.. => MTU_MIN + number(u) % (MTU_MAX - MTU_MIN + 1),
    }
}
