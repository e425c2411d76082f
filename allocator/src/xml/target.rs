//! `<target>` of an interface.

use super::error::{Flaw, Problem};
use super::parts::Parts;
use super::printable::shortened;
use super::tree::{Element, attribute};
use super::value::{invalid, offset_of};
use crate::IfName;
use crate::interface::InterfaceType;

/// What a `<target>` says.
#[derive(Default)]
pub(super) struct Target {
    /// The name as it is written.
    pub(super) text: Option<String>,
    /// The name of a device.
    pub(super) name: Option<IfName>,
    pub(super) managed: Option<bool>,
}

/// The name of an interface's device, and whose it is. Without a device on the host any text is a name, such as that of a port.
pub(super) fn read(parts: &Parts<'_, '_>, interface_type: InterfaceType, knows_managed: bool) -> Result<Target, Flaw> {
    let Some(target) = parts.target else { return Ok(Target::default()) };
    let text = attribute(target, "dev");
    let name = match text {
        Some(value) if interface_type.has_device() => Some(name(target, value)?),
        other => other.and_then(IfName::new),
    };
    let managed = if knows_managed { managed(target)? } else { None };
    if managed == Some(false) && interface_type != InterfaceType::Ethernet {
        let (what, advice) = ("managed='no'", "remove it, or use an interface of type ethernet");
        return Err(Flaw::new(offset_of(target, "managed"), Problem::NotPossible { what, interface_type, advice }));
    }
    if managed == Some(false) && text.is_none() {
        return Err(Flaw::new(offset_of(target, "managed"), Problem::UnmanagedWithoutName));
    }
    Ok(Target { text: text.map(str::to_owned), name, managed })
}

fn managed(target: Element<'_, '_>) -> Result<Option<bool>, Flaw> {
    match attribute(target, "managed") {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(value) => Err(invalid(target, "target", "managed", value, "yes or no")),
    }
}

fn name(target: Element<'_, '_>, value: &str) -> Result<IfName, Flaw> {
    let unusable = |why| Flaw::new(offset_of(target, "dev"), Problem::UnusableName { name: shortened(value), why });
    if let Some(why) = flaw(value) {
        return Err(unusable(why));
    }
    let name = IfName::new(value).ok_or_else(|| unusable("the kernel takes 1 to 15 bytes"))?;
    if value.contains('%') && !name.is_template() {
        return Err(unusable("a % may only stand in one %d, where a number is filled in"));
    }
    Ok(name)
}

/// Why no device can have a name of any length (Linux, `dev_valid_name`).
fn flaw(value: &str) -> Option<&'static str> {
    // The kernel reads bytes as Latin-1, where 0xA0 is a space; such a byte is part of many letters in UTF-8.
    let is_space = |byte: u8| matches!(byte, b' ' | 0x09..=0x0D | 0xA0);
    match value {
        "." | ".." => Some("it would be a folder of sysfs"),
        // This is what the parser reads a reference to no character as, such as &#xD800;.
        _ if value.contains('\u{fffd}') => Some("it has a replacement character, or a reference to no character"),
        _ if value.bytes().any(|byte| byte == b'/' || byte == b':') => Some("it has a slash or a colon"),
        _ if value.bytes().any(is_space) => Some("it has white space, or a byte 0xa0, which counts as such"),
        _ => None,
    }
}
