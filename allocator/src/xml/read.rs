//! Reading one interface.

use super::error::{Flaw, Problem};
use super::parts::Parts;
use super::printable::shortened;
use super::tree::{Element, attribute};
use super::value::{invalid, number, offset_of};
use super::{bandwidth, port, source, target};
use crate::Mac;
use crate::interface::{Interface, InterfaceType};
use crate::rules::XmlRules;

/// What an `<interface>` asks for, and its name as it is written.
pub(super) fn interface(parts: &Parts<'_, '_>, rules: &XmlRules) -> Result<(Interface, Option<String>), Flaw> {
    let interface_type = interface_type(parts.interface, rules)?;
    let mut interface = Interface::new(interface_type, source::read(parts, interface_type)?);
    interface.network = source::network(parts, interface_type);
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
    Ok((interface, target.text))
}

/// The type; an interface without the attribute is of type `user` (libvirt 9.0.0, `virDomainNetDefParseXML`).
fn interface_type(element: Element<'_, '_>, rules: &XmlRules) -> Result<InterfaceType, Flaw> {
    let Some(id) = attribute(element, "type") else { return Ok(InterfaceType::User) };
    let kind = InterfaceType::from_id(id);
    kind.filter(|kind| rules.knows(*kind)).ok_or_else(|| {
        let problem = Problem::UnknownType { id: shortened(id), kind, known: rules.types(), releases: rules.releases };
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
    // An empty size is none (libvirt 9.0.0, `virXPathUInt`).
    let size = element
        .attribute("size")
        .filter(|value| !value.is_empty())
        .map(|value| number(element, "mtu", "size", value))
        .transpose()?;
    // 0 is the same as nothing.
    Ok(size.filter(|&size| size > 0))
}

/// The queues, which only a card of virtio has; of another one the element is not read (libvirt 9.0.0, `virDomainNetDefParseXML`).
fn queues(parts: &Parts<'_, '_>, interface: &Interface) -> Result<Option<u32>, Flaw> {
    let is_virtio = interface.model.as_deref().is_some_and(|model| VIRTIO.contains(&model));
    let has_queues = is_virtio && interface.interface_type != InterfaceType::Hostdev;
    let Some(driver) = parts.driver.filter(|_| has_queues) else { return Ok(None) };
    let queues = attribute(driver, "queues").map(|value| number(driver, "driver", "queues", value)).transpose()?;
    Ok(queues.filter(|&queues| queues > 0))
}

const VIRTIO: [&str; 3] = ["virtio", "virtio-transitional", "virtio-non-transitional"];
