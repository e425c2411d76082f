//! What the macvtap eras that create the device within the call make of a requested name.
//!
//! Source: libvirt until 6.10.0, `src/util/virnetdevmacvlan.c`, `virNetDevMacVLanCreateWithVPortProfile`: the requested name is
//! probed; a failed probe ends the call, and so does a device of that name, unless the name has a default prefix: then another
//! name is picked instead, without an error.

use super::call::presence;
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Step};
use crate::{IfName, NAME_MAX};

/// Whether a name starts with the default prefix of macvtaps or of macvlans, whatever the kind of the device.
pub(super) fn is_auto(name: &[u8]) -> bool {
    [DeviceKind::Macvtap, DeviceKind::Macvlan].iter().any(|kind| name.starts_with(kind.prefix().as_bytes()))
}

/// The probe of a requested name. A name that does not fit the `ifreq` fails it without a host operation, which ends the call.
pub(super) fn probe(name: &[u8]) -> Result<IfName, Step> {
    if name.len() > NAME_MAX {
        return Err(Step::Done(Outcome::Refused(Refusal::ProbeFailed)));
    }
    Ok(IfName::cut(name))
}

/// How a call goes on after the probe of a requested name.
pub(super) enum Next {
    /// Create a device with that name.
    Create,
    /// Pick another name.
    Pick,
    /// The call ends like this.
    End(Refusal),
}

/// Reads the answer to the probe; `auto` says whether another name may be picked.
pub(super) fn after_probe(answer: Option<Answer>, auto: bool) -> Next {
    match presence(answer) {
        Presence::Absent => Next::Create,
        Presence::Present if auto => Next::Pick,
        Presence::Present => Next::End(Refusal::InUse),
        Presence::Failed => Next::End(Refusal::ProbeFailed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_default_prefixes_make_a_name_automatic() {
        assert!(is_auto(b"macvtap5") && is_auto(b"macvlan") && is_auto(b"macvtapx"));
        assert!(!is_auto(b"vnet5") && !is_auto(b"macv") && !is_auto(b""));
    }

    #[test]
    fn a_name_of_sixteen_bytes_fails_the_probe() {
        assert_eq!(probe(b"macvtap12345678"), Ok(IfName::cut(b"macvtap12345678")));
        assert_eq!(probe(b"macvtap123456789"), Err(Step::Done(Outcome::Refused(Refusal::ProbeFailed))));
    }
}
