//! Names that the tools of the host do not take as names.

use crate::IfName;
use crate::host::Failure;

/// Whether `ebtables` and `iptables` read a name as something else: a `+` at the end stands for any ending (`iptables(8)`), so
/// that the rule would hit other devices, and a `!` alone negates.
pub(super) fn matches_others(name: IfName) -> bool {
    name.as_bytes().ends_with(b"+") || name.as_bytes() == b"!"
}

/// Whether `ovs-vsctl` reads a name as the end of a command.
pub(super) fn separates(name: IfName) -> bool {
    name.as_bytes() == b"--"
}

/// The failure of an operation on such a name.
pub(super) fn refused(name: IfName) -> Failure {
    Failure::other(format!("{name} would not be read as the name of one device"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_known() {
        let name = |text: &str| IfName::new(text).expect("it is a name");
        assert!(["vnet+", "+", "!"].iter().all(|text| matches_others(name(text))));
        assert!(!["vnet0", "a+b", "-x", "!x"].iter().any(|text| matches_others(name(text))));
        assert!(separates(name("--")) && !separates(name("--x")));
    }
}
