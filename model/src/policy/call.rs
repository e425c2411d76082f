//! What passes between a policy and whoever drives it.

use super::DeviceKind;
use crate::{Errno, IfName};
use std::fmt;

/// What a caller asks for: a device of this kind, and the name as the caller gave it, if any.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// The kind of the device.
    pub kind: DeviceKind,
    /// No name, a template with one `%d`, or a literal name.
    pub wanted: Option<Vec<u8>>,
}

/// What a policy needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Whether a device answers to this name (`virNetDevExists`, an `SIOCGIFFLAGS` ioctl). Answer with [`Answer::Exists`].
    Probe(IfName),
    /// The creation of a device with this name or kernel template: `TUNSETIFF` without `IFF_TUN_EXCL` for a tap,
    /// `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL` for a macvtap or macvlan. Answer with [`Answer::Created`].
    Create(IfName),
    /// Nothing: the call has ended.
    Done(Outcome),
}

/// The host's answer to a [`Step`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// To [`Step::Probe`].
    Exists(Presence),
    /// To [`Step::Create`]: the name of the device that the caller now has, or the error.
    Created(Result<IfName, Errno>),
}

/// What a reservation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reserved {
    /// The counter now stands at the id of the name, or the bit of the id is set. Only [`Era::MailV1`](super::Era::MailV1)
    /// can lower its counter by this.
    Raised,
    /// The name has an id, but the counter is at or above it, or the id is 2³¹ or more and so looks negative.
    Unchanged,
    /// The name has no default prefix of this era, or no number behind it; or the era reserves nothing.
    Ignored,
    /// [`Era::MacvtapBitmap`](super::Era::MacvtapBitmap) only: the name has the prefix, but no number, an id above 8191, or
    /// one that is already reserved.
    Failed,
}

impl Reserved {
    /// What the raise of a counter means: whether it was raised, or `None` for a name that reserves nothing.
    pub(super) fn from_raise(raised: Option<bool>) -> Self {
        match raised {
            Some(true) => Self::Raised,
            Some(false) => Self::Unchanged,
            None => Self::Ignored,
        }
    }
}

/// The answer to a probe.
///
/// # Panics
/// If it is anything else.
pub(super) fn presence(answer: Option<Answer>) -> Presence {
    match answer {
        Some(Answer::Exists(presence)) => presence,
        other => panic!("a Step::Probe takes an Answer::Exists, not {other:?}"),
    }
}

/// The answer to a creation.
///
/// # Panics
/// If it is anything else.
pub(super) fn created(answer: Option<Answer>) -> Result<IfName, Errno> {
    match answer {
        Some(Answer::Created(result)) => result,
        other => panic!("a Step::Create takes an Answer::Created, not {other:?}"),
    }
}

/// What a probe found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// A device answers to the name.
    Present,
    /// None does.
    Absent,
    /// The probe itself failed, for example with EMFILE; `virNetDevExists` returns -1.
    Failed,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A name was picked; the caller creates the device later, by itself.
    Generated(IfName),
    /// The name that was asked for is no template: it is left as it is, and the caller creates the device later.
    Literal,
    /// The device was created as part of the call and bears this name.
    ///
    /// [`Era::MacvtapScan`](super::Era::MacvtapScan) also says so, without a creation, of the last name that it tries, when a
    /// device answers to every one of them.
    Created(IfName),
    /// No name.
    Refused(Refusal),
}

/// Why a call gave no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The policy says that no name is left.
    Exhausted,
    /// The name that was asked for is in use.
    InUse,
    /// A probe failed, and this policy does not go on after that.
    ProbeFailed,
    /// The creation failed, and this policy does not try another name.
    Create(Errno),
    /// The policy has no devices of this kind.
    Unsupported,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exhausted => f.write_str("no unused name"),
            Self::InUse => f.write_str("name in use"),
            Self::ProbeFailed => f.write_str("probe failed"),
            Self::Create(errno) => write!(f, "creation failed: {errno}"),
            Self::Unsupported => f.write_str("kind not supported"),
        }
    }
}
