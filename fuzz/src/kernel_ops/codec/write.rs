//! Operations written as bytes.

use super::{KINDS, OTHER_KIND, OTHER_MTU, VIAS};
use crate::front::{push_counted, push_number};
use crate::names::push_name;
use ifrace_model::kernel::{Caller, MTU_MIN, NewLink, Operation, RenameVia, Selector, TunSetIff};

/// The input with these operations.
pub(in super::super) fn write(operations: &[Operation]) -> Vec<u8> {
    let mut out = Vec::new();
    operations.iter().for_each(|operation| push_operation(&mut out, operation));
    out
}

fn push_operation(out: &mut Vec<u8>, operation: &Operation) {
    match operation {
        Operation::Tun(request) => push_tun(out, request),
        Operation::NewLink(request) => push_new_link(out, request),
        Operation::Rename { index, name, via: RenameVia::Netlink } => push_naming(out, 8, *index, name),
        Operation::Rename { index, name, via: RenameVia::Ioctl } => push_naming(out, 9, *index, name),
        Operation::AltnameAdd { index, name } => push_naming(out, 10, *index, name),
        Operation::AltnameDel { index, name } => push_naming(out, 11, *index, name),
        Operation::Delete(selector) => push_selector(out, selector),
        Operation::Close { index } => {
            out.push(13);
            push_number(out, *index);
        }
        Operation::Mtu { index, mtu } => {
            out.push(14);
            push_number(out, *index);
            out.push(OTHER_MTU);
            push_number(out, mtu - MTU_MIN);
        }
        Operation::Lookup { name, via } => {
            out.extend([15, place(&VIAS, via).unwrap_or_default()]);
            push_name(out, name);
        }
    }
}

fn push_naming(out: &mut Vec<u8>, operation: u8, index: u32, name: &[u8]) {
    out.push(operation);
    push_number(out, index);
    push_name(out, name);
}

fn push_tun(out: &mut Vec<u8>, request: &TunSetIff) {
    let user = request.caller != Caller::Admin;
    let people = bits(&[request.owner.is_some(), request.group.is_some(), user]);
    let TunSetIff { excl, multi_queue, persist, tun, tap, .. } = *request;
    out.extend([0, bits(&[excl, multi_queue, persist, tun, !tap, people != 0])]);
    push_name(out, &request.name);
    if people != 0 {
        out.push(people);
        request.owner.into_iter().chain(request.group).for_each(|id| push_number(out, id));
        if let Caller::User { uid, gid } = request.caller {
            push_number(out, uid);
            push_number(out, gid);
        }
    }
}

fn push_new_link(out: &mut Vec<u8>, request: &NewLink) {
    match request.kind.as_slice() {
        b"bridge" => out.push(3),
        b"veth" => out.push(6),
        kind => match KINDS.iter().zip(0..).find(|(known, _)| known.as_bytes() == kind) {
            Some((_, known)) => out.extend([7, known]),
            None => {
                out.extend([7, OTHER_KIND]);
                push_counted(out, kind);
            }
        },
    }
    let NewLink { excl, create, replace, index, group, .. } = *request;
    let rare = bits(&[!create, replace, index != 0, group.is_some()]);
    let named = request.name.is_some();
    out.push(bits(&[!excl, !named, request.link.is_some(), request.peer.is_some(), false, false, false, rare != 0]));
    out.extend(Some(rare).filter(|&rare| rare != 0));
    request.name.iter().for_each(|name| push_name(out, name));
    request.link.into_iter().for_each(|link| push_number(out, link));
    request.peer.iter().for_each(|peer| push_name(out, peer));
    Some(index).filter(|&index| index != 0).into_iter().for_each(|index| push_number(out, index.cast_unsigned()));
    group.into_iter().for_each(|group| push_number(out, group));
}

fn push_selector(out: &mut Vec<u8>, selector: &Selector) {
    out.extend([12, bits(&[selector.index == 0, selector.name.is_some(), selector.group.is_some()])]);
    Some(selector.index).filter(|&index| index != 0).into_iter().for_each(|index| push_number(out, index.cast_unsigned()));
    selector.name.iter().for_each(|name| push_name(out, name));
    selector.group.into_iter().for_each(|group| push_number(out, group));
}

fn place<T: PartialEq>(table: &[T], value: &T) -> Option<u8> {
    table.iter().zip(0..).find(|(known, _)| *known == value).map(|(_, place)| place)
}

/// The number whose bits these are, the lowest first.
fn bits(flags: &[bool]) -> u8 {
    flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u8::from(flag))
}
