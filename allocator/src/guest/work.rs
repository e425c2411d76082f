//! A command that is being carried out.

use super::walk::{Place, Walk};
use super::{Command, Trouble};
use crate::IfName;

/// The command, how far it is, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Work<C> {
    pub(super) command: Command,
    pub(super) walk: Walk,
    pub(super) waiting: Option<Waiting>,
    /// The request for a name that is under way.
    pub(super) naming: Option<C>,
    /// Whether it has let the CPUs run.
    pub(super) has_run: bool,
    pub(super) trouble: Option<Trouble>,
}

/// The operation whose answer is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Waiting {
    /// The one operation of a step.
    Place(Place),
    /// An operation of the step that finds a name and creates the device.
    Creation(usize, Creation),
}

/// The operations of that step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Creation {
    /// The generator of names asks whether a name exists.
    NamingProbe(IfName),
    /// The generator of names has the device created.
    NamingCreate(IfName),
    /// The status file is to have a name before the device is created: by the generator of names, or under the name that it has
    /// picked.
    NoteName(IfName, ByGenerator),
    /// The status file is to have the name that the kernel made of the generator's template.
    NoteMade(IfName),
    /// Whether the tap of the user's name exists, which refuses the start.
    MustBeAbsent(IfName),
    /// Whether the user's own device exists.
    MustExist(IfName),
    /// What the user's own device is.
    WhatIsIt(IfName),
    /// The device is created.
    Create(IfName),
    /// The user's own tap is opened.
    OpenTap(IfName),
    /// The user's own macvtap, with this index, is opened.
    OpenMacvtap(IfName, u32),
}

/// Whether the generator of names has the device created.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ByGenerator {
    Yes,
    No,
}

/// What a step turned out to need.
pub(super) enum Needs {
    /// An operation.
    Operation(Waiting),
    /// Nothing more.
    Nothing,
    /// It cannot be.
    Failure(crate::host::Failure),
}
