//! Which names a release drops, written down from libvirt's sources once more: nothing here asks the rules that are tested.

use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::xml::Step;

/// Releases that treat names alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// Up to 6.6: macvtap names are dropped only by the parser, and only of interfaces of the type `direct` (f5384fb402).
    UpTo66,
    /// From 6.7: one rule for the parser and the formatter, whatever the type (282d135ddb).
    From67,
    /// No release: like the former, but only names that end in a number as the generators write it.
    Hardened,
}

impl Period {
    /// The period of a row of rules, by its identifier; the first row ends with 6.6.
    pub(crate) fn of(id: &str) -> Self {
        match id {
            "6.6" => Self::UpTo66,
            "hardened" => Self::Hardened,
            _ => Self::From67,
        }
    }
}

/// The prefixes that libvirt's generators use.
pub(crate) const PREFIXES: [&str; 3] = ["vnet", "macvtap", "macvlan"];

/// The prefix of which a step drops a name for; `None` if it keeps it, or there is none.
pub(crate) fn dropped_for<'p>(
    period: Period,
    step: Step,
    interface: &Interface,
    driver_prefix: Option<&'p str>,
) -> Option<&'p str> {
    let name = interface.target.as_ref()?.as_bytes();
    if interface.managed == Some(false) {
        return None;
    }
    let generated = PREFIXES.into_iter().find(|prefix| match period {
        Period::Hardened => is_generated(name, prefix),
        Period::From67 => name.starts_with(prefix.as_bytes()),
        Period::UpTo66 => {
            let drops = *prefix == "vnet" || (step == Step::Parse && interface.interface_type == InterfaceType::Direct);
            drops && name.starts_with(prefix.as_bytes())
        }
    });
    generated.or_else(|| driver_prefix.filter(|prefix| name.starts_with(prefix.as_bytes())))
}

/// Whether a generator with this prefix can have written the name.
fn is_generated(name: &[u8], prefix: &str) -> bool {
    let Some(number) = name.strip_prefix(prefix.as_bytes()) else { return false };
    match number {
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The names that must not be in a document that is stored or sent, by the one rule of 6.7 and later.
pub(crate) fn unclean<'a>(interfaces: impl Iterator<Item = &'a Interface>) -> Vec<String> {
    interfaces
        .filter(|interface| interface.managed != Some(false))
        .filter_map(|interface| String::from_utf8(interface.target?.as_bytes().to_vec()).ok())
        .filter(|name| PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
        .collect()
}

#[test]
fn a_generator_writes_plain_numbers() {
    for (name, generated) in [("vnet0", true), ("vnet10", true), ("vnet", false), ("vnet01", false), ("vnet1x", false)] {
        assert_eq!(is_generated(name.as_bytes(), "vnet"), generated, "{name}");
    }
}
