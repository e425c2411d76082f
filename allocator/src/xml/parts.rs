//! The parts of an interface.

use super::tree::{Element, has_namespace};

/// The child elements of an `<interface>` that are read. Of several with one name the first counts (libvirt 9.0.0,
/// `virDomainNetDefParseXML`, with XPath; up to about 8.x it was the first `<target>` that has a `dev`).
pub(super) struct Parts<'a, 's> {
    pub(super) interface: Element<'a, 's>,
    pub(super) source: Option<Element<'a, 's>>,
    pub(super) target: Option<Element<'a, 's>>,
    /// The other `<target>` elements, which libvirt does not read.
    pub(super) more_targets: Vec<Element<'a, 's>>,
    pub(super) mac: Option<Element<'a, 's>>,
    pub(super) virtual_port: Option<Element<'a, 's>>,
    pub(super) filter: Option<Element<'a, 's>>,
    pub(super) bandwidth: Option<Element<'a, 's>>,
    pub(super) model: Option<Element<'a, 's>>,
    pub(super) driver: Option<Element<'a, 's>>,
    pub(super) mtu: Option<Element<'a, 's>>,
    pub(super) script: Option<Element<'a, 's>>,
    pub(super) downscript: Option<Element<'a, 's>>,
}

impl<'a, 's> Parts<'a, 's> {
    /// The parts in one pass over the children.
    pub(super) fn of(interface: Element<'a, 's>) -> Self {
        let mut parts = Self::none(interface);
        for child in interface.children().filter(Element::is_element) {
            let place = match child.tag_name().name() {
                "source" => &mut parts.source,
                "target" => &mut parts.target,
                "mac" => &mut parts.mac,
                "virtualport" => &mut parts.virtual_port,
                "filterref" => &mut parts.filter,
                "bandwidth" => &mut parts.bandwidth,
                "model" => &mut parts.model,
                "driver" => &mut parts.driver,
                "mtu" => &mut parts.mtu,
                "script" => &mut parts.script,
                "downscript" => &mut parts.downscript,
                _ => continue,
            };
            if has_namespace(child) {
                continue;
            }
            if place.is_none() {
                *place = Some(child);
            } else if child.tag_name().name() == "target" {
                parts.more_targets.push(child);
            }
        }
        parts
    }

    const fn none(interface: Element<'a, 's>) -> Self {
        Self {
            interface,
            source: None,
            target: None,
            more_targets: Vec::new(),
            mac: None,
            virtual_port: None,
            filter: None,
            bandwidth: None,
            model: None,
            driver: None,
            mtu: None,
            script: None,
            downscript: None,
        }
    }
}
