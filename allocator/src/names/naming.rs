//! How a daemon finds names, as the life cycle of its guests sees it.

use crate::IfName;
use crate::host::{Failure, MacvtapKind};
use std::fmt::Debug;
use std::hash::Hash;

/// The generator of names of one daemon, shared by its guests.
///
/// It never asks the host by itself: a call says what it needs next and takes the answer, so that whoever drives it decides what
/// happens in between.
pub trait Naming {
    /// One request for a name, between two steps.
    type Call: Clone + Debug + PartialEq + Eq + Hash;

    /// Begins a request. The wanted name is the user's: a literal, a template, or none.
    fn begin(&mut self, kind: NamedKind, wanted: Option<IfName>) -> Self::Call;

    /// Takes the answer to the last step, or nothing the first time, and says what is needed next.
    fn step(&mut self, call: &mut Self::Call, answer: Option<NamingAnswer>) -> NamingStep;

    /// Makes sure, as far as this generator can, that the name of a running guest's device is not handed out.
    fn reserve(&mut self, name: IfName);

    /// Takes note that the device of this name was deleted, or was to be.
    fn release(&mut self, name: IfName);
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedKind {
    /// A tap.
    Tap,
    /// A macvtap or a macvlan.
    OnLower(MacvtapKind),
}

impl NamedKind {
    /// The default prefix of generated names (libvirt 7.0.0, `virnetdev.h`, `VIR_NET_GENERATED_*_PREFIX`).
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Tap => "vnet",
            Self::OnLower(MacvtapKind::Macvtap) => "macvtap",
            Self::OnLower(MacvtapKind::Macvlan) => "macvlan",
        }
    }
}

/// What a request needs next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamingStep {
    /// Whether a device answers to this name.
    Probe(IfName),
    /// The creation of the device under this name or kernel template.
    Create(IfName),
    /// Nothing: the request has ended.
    Done(Named),
}

/// The host's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamingAnswer {
    /// To a probe.
    Exists(Result<bool, Failure>),
    /// To a creation: the name that the device has.
    Created(Result<IfName, Failure>),
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// With a name; the device is still to be created.
    Picked(IfName),
    /// The wanted name is literal; the device is still to be created under it.
    Literal,
    /// The last creation has made the device.
    Created,
    /// Without a name.
    Refused(Failure),
}
