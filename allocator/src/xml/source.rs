//! `<source>` of an interface.

use super::error::Flaw;
use super::parts::Parts;
use super::tree::{Element, attribute};
use super::value::{invalid, required};
use crate::interface::{InterfaceType, MacvtapMode, Source};

/// Where an interface is connected. What is needed is needed by libvirt too (9.0.0, `virDomainNetDefParseXML`).
pub(super) fn read(parts: &Parts<'_, '_>, interface_type: InterfaceType) -> Result<Source, Flaw> {
    let source = parts.source;
    let needs = |key| required(source, parts.interface, ("source", key), interface_type);
    Ok(match interface_type {
        InterfaceType::Network => {
            let portgroup = source.and_then(|source| attribute(source, "portgroup"));
            Source::Network { name: needs("network")?, portgroup: portgroup.map(str::to_owned) }
        }
        InterfaceType::Bridge => Source::Bridge(needs("bridge")?),
        InterfaceType::Direct => Source::Direct { lower: needs("dev")?, mode: source.map_or(Ok(MacvtapMode::default()), mode)? },
        _ => Source::Other,
    })
}

fn mode(source: Element<'_, '_>) -> Result<MacvtapMode, Flaw> {
    let Some(value) = attribute(source, "mode") else { return Ok(MacvtapMode::default()) };
    let expected = "vepa, bridge, private or passthrough";
    MacvtapMode::from_id(value).ok_or_else(|| invalid(source, "source", "mode", value, expected))
}

/// The network that a running guest's interface belongs to, which is shown with the type that the network has given it.
pub(super) fn network(parts: &Parts<'_, '_>, interface_type: InterfaceType) -> Option<String> {
    let is_given = matches!(interface_type, InterfaceType::Bridge | InterfaceType::Direct);
    parts.source.filter(|_| is_given).and_then(|source| attribute(source, "network")).map(str::to_owned)
}
