//! Values of attributes.

use super::error::{Flaw, Problem};
use super::printable::shortened;
use super::tree::{Element, attribute};
use crate::interface::InterfaceType;
use std::str::FromStr;

/// A number of a field.
pub(super) trait Number: FromStr {
    /// What the field takes.
    const EXPECTED: &'static str;
}

impl Number for u32 {
    const EXPECTED: &'static str = "a number from 0 to 4294967295";
}

impl Number for u64 {
    const EXPECTED: &'static str = "a number from 0 to 18446744073709551615";
}

/// A number in decimal digits; white space before it is skipped (libvirt 9.0.0, `virStrToLong_uip`).
pub(super) fn number<T: Number>(
    element: Element<'_, '_>,
    name: &'static str,
    attribute: &'static str,
    value: &str,
) -> Result<T, Flaw> {
    let digits = value.trim_start_matches([' ', '\t', '\r', '\n']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = if is_number { digits.parse().ok() } else { None };
    parsed.ok_or_else(|| invalid(element, name, attribute, value, T::EXPECTED))
}

/// The flaw of an attribute's value.
pub(super) fn invalid(
    element: Element<'_, '_>,
    name: &'static str,
    attribute: &'static str,
    value: &str,
    expected: &'static str,
) -> Flaw {
    let problem = Problem::Invalid { element: name, attribute, value: shortened(value), expected };
    Flaw::new(offset_of(element, attribute), problem)
}

/// Where an attribute stands, or else its element.
pub(super) fn offset_of(element: Element<'_, '_>, name: &str) -> usize {
    let found = element.attributes().find(|attribute| attribute.name() == name);
    found.map_or_else(|| element.range().start, |attribute| attribute.range().start)
}

/// The value of an attribute that must be there; it may be empty (libvirt 9.0.0, `virDomainNetDefParseXML`).
pub(super) fn required(
    element: Option<Element<'_, '_>>,
    interface: Element<'_, '_>,
    (name, key): (&'static str, &'static str),
    interface_type: InterfaceType,
) -> Result<String, Flaw> {
    let value = element.and_then(|element| attribute(element, key));
    value.map(str::to_owned).ok_or_else(|| {
        let offset = element.unwrap_or(interface).range().start;
        Flaw::new(offset, Problem::Missing { element: name, attribute: key, interface_type })
    })
}
