//! Which names a release drops, written down from libvirt's sources once more: nothing here asks the rules that are tested.

use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::xml::Step;

/// Releases that treat names alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Up to 6.6: macvtap names are dropped only by the parser, and only of interfaces of the type `direct` (f5384fb402).
    UpTo66,
    /// From 6.7: one rule for the parser and the formatter, whatever the type (282d135ddb).
    From67,
    /// No release: like the former, but only names that end in a number as the generators write it.
    Hardened,
}

impl Period {
    /// The period of a row of rules, by its identifier; the first row ends with 6.6.
    pub fn of(id: &str) -> Self {
        match id {
            "6.6" => Self::UpTo66,
            "hardened" => Self::Hardened,
            _ => Self::From67,
        }
    }
}

/// The prefixes that libvirt's generators use.
const PREFIXES: [&str; 3] = ["vnet", "macvtap", "macvlan"];

/// The prefix for which a step drops the name of an interface; `None` if it keeps it.
pub fn dropped_for<'p>(
    period: Period,
    step: Step,
    name: &[u8],
    interface: &Interface,
    driver_prefix: Option<&'p str>,
) -> Option<&'p str> {
    if interface.managed == Some(false) {
        return None;
    }
    let generated = PREFIXES.into_iter().find(|prefix| match period {
        Period::Hardened => name.strip_prefix(prefix.as_bytes()).is_some_and(is_generated_number),
        Period::From67 => name.starts_with(prefix.as_bytes()),
        Period::UpTo66 => {
            // What a network has made of an interface is its type while it runs only.
            let is_direct = interface.interface_type == InterfaceType::Direct && interface.network.is_none();
            let drops = *prefix == "vnet" || (step == Step::Parse && is_direct);
            drops && name.starts_with(prefix.as_bytes())
        }
    });
    generated.or_else(|| driver_prefix.filter(|prefix| name.starts_with(prefix.as_bytes())))
}

/// Whether a generator can have written the name: one of its prefixes, and an `int` as C prints it.
pub fn is_generated(name: &[u8]) -> bool {
    PREFIXES.iter().filter_map(|prefix| name.strip_prefix(prefix.as_bytes())).any(is_generated_number)
}

fn is_generated_number(number: &[u8]) -> bool {
    let (digits, most) = match number {
        [b'-', digits @ ..] => (digits, b"2147483648"),
        digits => (digits, b"2147483647"),
    };
    match digits {
        [b'0'] => number.len() == 1,
        [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => {
            // Digits of one length are in the order of their numbers.
            digits.len() < most.len() || (digits.len() == most.len() && digits <= &most[..])
        }
        _ => false,
    }
}

/// Whether a release of a row knows a type: 6.9.0 brought `vdpa`, 8.7.0 `null` and `vds`; the rows are named by their first release.
pub fn knows(id: &str, interface_type: InterfaceType) -> bool {
    match interface_type {
        InterfaceType::Vdpa => !["6.6", "6.7", "6.8"].contains(&id),
        InterfaceType::Null | InterfaceType::Vds => !["6.6", "6.7", "6.8", "6.9"].contains(&id),
        _ => true,
    }
}

/// The names that must not be in a document that is stored or sent, by the one rule of 6.7 and later.
pub fn unclean<'a>(interfaces: impl Iterator<Item = &'a Interface>) -> Vec<String> {
    interfaces
        .filter(|interface| interface.managed != Some(false))
        .filter_map(|interface| String::from_utf8(interface.target?.as_bytes().to_vec()).ok())
        .filter(|name| PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generator_writes_plain_numbers() {
        let all = ["vnet0", "vnet10", "macvtap10", "vnet2147483647", "vnet-1", "vnet-2147483648", "macvlan-2147483648"];
        assert!(all.iter().all(|name| is_generated(name.as_bytes())));
        let none = [
            "vnet",
            "vnet01",
            "vnet1x",
            "vnet-",
            "vnet-0",
            "vnet-01",
            "vnet+1",
            "vnet2147483648",
            "vnet-2147483649",
            "vnet9876543210",
            "tap0",
        ];
        assert!(!none.iter().any(|name| is_generated(name.as_bytes())));
    }
}
