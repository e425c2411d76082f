//! `<virtualport>` and `<filterref>` of an interface.

use super::error::{Flaw, Problem};
use super::parts::Parts;
use super::tree::{Element, attribute, child, children};
use super::value::{invalid, required};
use crate::interface::{Filter, InterfaceType, VirtualPort, VirtualPortKind};

/// What the port of the switch gets to know. Only a network may leave the type open (libvirt 9.0.0, `virDomainNetDefParseXML`).
pub(super) fn virtual_port(parts: &Parts<'_, '_>, interface_type: InterfaceType) -> Result<Option<VirtualPort>, Flaw> {
    let Some(port) = parts.virtual_port else { return Ok(None) };
    match interface_type {
        InterfaceType::Network => {}
        InterfaceType::Bridge | InterfaceType::Direct | InterfaceType::Hostdev => {
            required(Some(port), parts.interface, ("virtualport", "type"), interface_type)?;
        }
        _ => {
            let (what, advice) = ("<virtualport>", "remove it, or use network, bridge, direct or hostdev");
            return Err(Flaw::new(port.range().start, Problem::NotPossible { what, interface_type, advice }));
        }
    }
    let expected = "802.1Qbg, 802.1Qbh, openvswitch or midonet";
    let kind = attribute(port, "type")
        .map(|value| VirtualPortKind::from_id(value).ok_or_else(|| invalid(port, "virtualport", "type", value, expected)));
    let parameters = child(port, "parameters").map(pairs).unwrap_or_default();
    Ok(Some(VirtualPort { kind: kind.transpose()?, parameters }))
}

fn pairs(element: Element<'_, '_>) -> Vec<(String, String)> {
    element.attributes().map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned())).collect()
}

/// The network filter. Other types of interfaces have none, whatever the document says (libvirt 9.0.0, `virDomainNetDefParseXML`).
pub(super) fn filter(parts: &Parts<'_, '_>, interface_type: InterfaceType) -> Option<Filter> {
    if !matches!(interface_type, InterfaceType::Ethernet | InterfaceType::Network | InterfaceType::Bridge) {
        return None;
    }
    let element = parts.filter?;
    let parameter = |element| Some((attribute(element, "name")?.to_owned(), attribute(element, "value")?.to_owned()));
    let parameters = children(element, "parameter").filter_map(parameter).collect();
    Some(Filter { name: attribute(element, "filter")?.to_owned(), parameters })
}
