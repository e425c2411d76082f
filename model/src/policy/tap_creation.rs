//! What the tap eras that create the device within the call have in common: the name that the QEMU driver passes down, and the
//! creation itself.
//!
//! Source: libvirt until 6.10.0, `src/qemu/qemu_interface.c`, `qemuInterfaceBridgeConnect` and `qemuInterfaceEthernetConnect`,
//! and `src/util/virnetdevtap.c`, `virNetDevTapCreate`.

use super::call::created;
use super::{Answer, DeviceKind, Outcome, Refusal, Step};
use crate::{Errno, IfName, NAME_MAX};

/// The template for which names of taps are generated.
pub(super) const TEMPLATE: &[u8] = b"vnet%d";

/// The name that the QEMU driver passes down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum TapName {
    /// `vnet%d`: for no name, for one that starts with `vnet`, and for one with a `%` anywhere. A user's own template, such as
    /// `mytap%d`, is overwritten as well.
    Template,
    /// Any other name, as it was given.
    Literal(Vec<u8>),
}

impl TapName {
    /// What the driver makes of the name that a user gave.
    pub(super) fn new(wanted: Option<Vec<u8>>) -> Self {
        match wanted {
            Some(name) if !name.starts_with(DeviceKind::Tap.prefix().as_bytes()) && !name.contains(&b'%') => Self::Literal(name),
            _ => Self::Template,
        }
    }
}

/// The creation of a tap with this name. A name that does not fit the `ifreq` is refused with ERANGE before the ioctl.
pub(super) fn create(name: &[u8]) -> Step {
    if name.len() > NAME_MAX {
        return Step::Done(Outcome::Refused(Refusal::Create(Errno::ERANGE)));
    }
    Step::Create(IfName::cut(name))
}

/// The end of a call whose creation is final, whether it succeeded or not.
pub(super) fn finish(answer: Option<Answer>) -> Step {
    Step::Done(match created(answer) {
        Ok(name) => Outcome::Created(name),
        Err(errno) => Outcome::Refused(Refusal::Create(errno)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_the_prefix_and_any_percent_become_the_template() {
        for wanted in
            [None, Some("vnet"), Some("vnet5"), Some("vnetx"), Some("vnet%d"), Some("mytap%d"), Some("a%"), Some("%s%d")]
        {
            assert_eq!(TapName::new(wanted.map(|w| w.as_bytes().to_vec())), TapName::Template, "{wanted:?}");
        }
        for wanted in ["mytap0", "xvnet0", "vne", "macvtap0", ""] {
            let name = wanted.as_bytes().to_vec();
            assert_eq!(TapName::new(Some(name.clone())), TapName::Literal(name), "{wanted:?}");
        }
    }

    #[test]
    fn a_literal_of_sixteen_bytes_is_refused_before_the_ioctl() {
        assert_eq!(create(b"abcdefghijklmno"), Step::Create(IfName::cut(b"abcdefghijklmno")));
        assert_eq!(create(b"abcdefghijklmnop"), Step::Done(Outcome::Refused(Refusal::Create(Errno::ERANGE))));
    }
}
