//! Where the interfaces of a document stand.

use super::error::{Flaw, Problem};
use super::printable::shortened;
use super::tree::{Element, children, has_namespace, is};

/// The interfaces of one guest's definition.
pub(super) type Guest<'a, 's> = Vec<Element<'a, 's>>;

/// The interfaces of every definition of a guest in a document, in their order.
///
/// A definition is the root, if that is `<devices>` or `<interface>`, or else each `<domain>` and `<inactiveDomain>` outside of
/// `<metadata>`; a status file, a snapshot and a checkpoint have such elements. Their interfaces are the elements
/// `./devices/interface` (libvirt 9.0.0, `virDomainDefParseXML`), which have no namespace. A document without any definition says
/// nothing about a guest.
pub(super) fn guests<'a, 's>(root: Element<'a, 's>) -> Result<Vec<Guest<'a, 's>>, Flaw> {
    if is(root, "interface") {
        return Ok(vec![vec![root]]);
    }
    if is(root, "devices") {
        return Ok(vec![children(root, "interface").collect()]);
    }
    let (mut found, mut open) = (Vec::new(), vec![root]);
    while let Some(element) = open.pop() {
        if is(element, "domain") || is(element, "inactiveDomain") {
            found.push(children(element, "devices").flat_map(|devices| children(devices, "interface")).collect());
        } else if !is(element, "metadata") && !has_namespace(element) {
            open.extend(element.children().rev().filter(Element::is_element));
        }
    }
    if found.is_empty() {
        let name = root.tag_name();
        let namespace = name.namespace().filter(|namespace| !namespace.is_empty()).map(shortened);
        return Err(Flaw::new(root.range().start, Problem::NoGuest { root: shortened(name.name()), namespace }));
    }
    Ok(found)
}
