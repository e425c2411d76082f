//! Reading one interface.

use super::error::{Flaw, Problem};
use super::parts::Parts;
use super::tree::{Element, attribute};
use super::value::{invalid, number, offset_of, shortened};
use super::{bandwidth, port, source, target};
use crate::Mac;
use crate::interface::{Interface, InterfaceType};
use crate::rules::XmlRules;

/// What an `<interface>` asks for.
pub(super) fn interface(parts: &Parts<'_, '_>, rules: &XmlRules) -> Result<Interface, Flaw> {
    let interface_type = interface_type(parts.interface, rules)?;
    let mut interface = Interface::new(interface_type, source::read(parts, interface_type)?);
    let target = target::read(parts, interface_type, rules.managed)?;
    interface.target = target.name;
    interface.managed = target.managed;
    interface.mac = mac(parts)?;
    interface.virtual_port = port::virtual_port(parts, interface_type)?;
    interface.filter = port::filter(parts, interface_type);
    interface.bandwidth = parts.bandwidth.map(|limits| bandwidth::read(limits, interface_type)).transpose()?;
    interface.model = text(parts.model, "type");
    interface.mtu = mtu(parts)?;
    interface.queues = queues(parts, &interface)?;
    interface.script = text(parts.script, "path");
    interface.downscript = text(parts.downscript, "path");
    Ok(interface)
}

/// The type; an interface without the attribute is of type `user` (libvirt 9.0.0, `virDomainNetDefParseXML`).
fn interface_type(element: Element<'_, '_>, rules: &XmlRules) -> Result<InterfaceType, Flaw> {
    let Some(id) = attribute(element, "type") else { return Ok(InterfaceType::User) };
    let kind = InterfaceType::from_id(id);
    kind.filter(|kind| rules.types.contains(kind)).ok_or_else(|| {
        let problem = Problem::UnknownType { id: shortened(id), kind, known: rules.types };
        Flaw::new(offset_of(element, "type"), problem)
    })
}

/// The guest's address. A group address is none that a card can have (libvirt 9.0.0, `virDomainNetDefParseXML`).
fn mac(parts: &Parts<'_, '_>) -> Result<Option<Mac>, Flaw> {
    let Some(element) = parts.mac else { return Ok(None) };
    let Some(value) = attribute(element, "address") else { return Ok(None) };
    let parsed = value.parse().ok().filter(|Mac(bytes)| bytes[0] & 1 == 0);
    let expected = "a hardware address of one card such as 52:54:00:12:34:56";
    parsed.map(Some).ok_or_else(|| invalid(element, "mac", "address", value, expected))
}

/// An attribute that libvirt reads with XPath, which finds it outside of every namespace only.
fn text(element: Option<Element<'_, '_>>, key: &str) -> Option<String> {
    element?.attribute(key).map(str::to_owned)
}

fn mtu(parts: &Parts<'_, '_>) -> Result<Option<u32>, Flaw> {
    let Some(element) = parts.mtu else { return Ok(None) };
    let size = element.attribute("size").map(|value| number(element, "mtu", "size", value)).transpose()?;
    // 0 is the same as nothing.
    Ok(size.filter(|&size| size > 0))
}

/// The queues, which only a card of virtio has (libvirt 9.0.0, `virDomainNetDefParseXMLDriver`).
fn queues(parts: &Parts<'_, '_>, interface: &Interface) -> Result<Option<u32>, Flaw> {
    let Some(driver) = parts.driver else { return Ok(None) };
    let queues = attribute(driver, "queues").map(|value| number(driver, "driver", "queues", value)).transpose()?;
    let is_virtio = interface.model.as_deref().is_some_and(|model| VIRTIO.contains(&model));
    let has_queues = is_virtio && interface.interface_type != InterfaceType::Hostdev;
    Ok(queues.filter(|&queues| has_queues && queues > 0))
}

const VIRTIO: [&str; 3] = ["virtio", "virtio-transitional", "virtio-non-transitional"];
