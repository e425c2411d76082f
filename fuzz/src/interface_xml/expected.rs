//! Which names a release drops, told once more in other words than the rules that are tested.

use ifrace_allocator::interface::{Interface, InterfaceType};
use ifrace_allocator::rules::XmlRules;
use ifrace_allocator::xml::{Dialect, Step};

/// The prefixes that generators use.
pub(super) const PREFIXES: [&str; 3] = ["vnet", "macvtap", "macvlan"];

/// Whether one of these steps drops the name of an interface.
pub(super) fn loses(name: &str, interface: &Interface, dialect: &Dialect<'_>, steps: &[Step]) -> bool {
    if interface.managed == Some(false) {
        return false;
    }
    let is_of_driver = dialect.driver_prefix.is_some_and(|prefix| name.starts_with(prefix));
    is_of_driver || steps.iter().any(|step| takes_for_generated(name, interface, dialect.rules, *step))
}

fn takes_for_generated(name: &str, interface: &Interface, rules: &XmlRules, step: Step) -> bool {
    if *rules == XmlRules::HARDENED {
        return is_generated(name);
    }
    let has_prefix = |prefix: &&str| name.starts_with(*prefix);
    if rules.last > (6, 6) {
        return PREFIXES.iter().any(has_prefix);
    }
    // What a network has made of an interface is its type while it runs only.
    let is_direct = interface.interface_type == InterfaceType::Direct && interface.network.is_none();
    has_prefix(&"vnet") || step == Step::Parse && is_direct && PREFIXES.iter().any(has_prefix)
}

/// Whether a generator can have written the name: a prefix, and an `int` as C prints it.
pub(super) fn is_generated(name: &str) -> bool {
    let number = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
    let Some(number) = number else { return false };
    let (digits, most) = number.strip_prefix('-').map_or((number, "2147483647"), |digits| (digits, "2147483648"));
    let is_plain = match digits.as_bytes() {
        [b'0'] => number == "0",
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    // Digits of one length are in the order of their numbers.
    is_plain && (digits.len(), digits) <= (most.len(), most)
}

#[cfg(test)]
mod tests {
    use super::is_generated;

    #[test]
    fn a_generator_writes_plain_numbers() {
        let all = ["vnet0", "macvtap10", "vnet2147483647", "vnet-1", "macvlan-2147483648"];
        assert!(all.into_iter().all(is_generated));
        let none = ["vnet", "vnet01", "vnet-0", "vnet-", "vnet+1", "vnet1x", "vnet2147483648", "vnet-2147483649", "tap0"];
        assert!(!none.into_iter().any(is_generated));
    }
}
