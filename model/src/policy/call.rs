//! What passes between a policy and whoever drives it.

use super::DeviceKind;
use crate::{Errno, IfName};
use std::fmt;

/// What a caller asks for: a device of this kind, and the name as the caller gave it, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The kind of the device.
    pub kind: DeviceKind,
    /// No name, a template with one `%d`, or a literal name.
    pub wanted: Option<Vec<u8>>,
}

/// What a policy needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Step::Probe`].
    Exists(Presence),
    /// To [`Step::Create`]: the name of the device that the caller now has, or the error.
    Created(Result<IfName, Errno>),
}

/// What a probe found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A device answers to the name.
    Present,
    /// None does.
    Absent,
    /// The probe itself failed, for example with EMFILE; `virNetDevExists` returns -1.
    Failed,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A name was picked; the caller creates the device later, by itself.
    Generated(IfName),
    /// The name that was asked for is no template: it is left as it is, and the caller creates the device later.
    Literal,
    /// The device was created as part of the call and bears this name.
    Created(IfName),
    /// No name.
    Refused(Refusal),
}

/// Why a call gave no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
