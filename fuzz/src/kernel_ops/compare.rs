//! The model beside the oracle.

use super::oracle::{Answer, World};
use ifrace_model::Errno;
use ifrace_model::kernel::{Device, Namespace, Operation, Reply};

/// Panics unless both gave the same answer.
pub(super) fn assert_same_answer(world: &World, operation: &Operation, model: Result<Reply, Errno>, oracle: Answer) {
    let same = match (model, oracle) {
        (Ok(Reply::Done), Ok(None)) => true,
        (Ok(Reply::Link(link)), Ok(Some(index))) => {
            link.index == index && world.primary_name(index) == Some(link.name.as_bytes())
        }
        (Err(model), Err(oracle)) => model == oracle,
        _ => false,
    };
    let expected = || {
        oracle.map(|index| index.map(|index| (index, world.primary_name(index).unwrap_or_default().escape_ascii().to_string())))
    };
    assert!(same, "{} {operation:?}: the model answers {model:?}, the oracle {:?}", world.rules(), expected());
}

/// Panics unless both have the same names, of the same devices, and each name the same newest device.
pub(super) fn assert_same_names(world: &World, operation: &Operation, host: &Namespace) {
    let mut answering = 0;
    for (name, holders) in host.names_with_holders() {
        let same = holders.iter().copied().eq(world.holders(name));
        assert!(same, "{} {operation:?}: {} belongs to {holders:?} in the model", world.rules(), name.escape_ascii());
        answering += holders.len();
    }
    assert_eq!(answering, world.names().len(), "{} {operation:?}: the model lacks a name", world.rules());
}

/// Panics unless both have the same devices, in all that an operation can depend on.
pub(super) fn assert_same_devices(world: &World, host: &Namespace) {
    let mut devices = 0;
    for (index, model) in host.devices() {
        let Some(oracle) = world.device(index) else { panic!("{index} is no device: {model:?}") };
        let Device { name, altnames, kind, group, mtu, ipv6, related, tun } = model;
        assert_eq!(world.primary_name(index), Some(name.as_bytes()), "{index}");
        assert!(world.altnames(index).eq(altnames.iter().map(AsRef::as_ref)), "{index}: {altnames:?}");
        assert_eq!((kind, group, mtu, ipv6), (&oracle.kind, &oracle.group, &oracle.mtu, &oracle.ipv6), "{index}");
        assert_eq!((*related, tun), (oracle.below.or(oracle.peer), &oracle.tun), "{index}");
        devices += 1;
    }
    assert_eq!(devices, world.devices().len(), "the model lacks a device");
}
