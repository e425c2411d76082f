//! The operations of a history.

use super::Run;
use ifrace_model::policy::DeviceKind;

/// What makes a name exist on the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An alternative name of a device that is there anyway. The cheapest.
    Altname,
    /// An alternative name of a persistent tap that nothing is attached to.
    TapAltname,
    /// A bridge.
    Bridge,
    /// A persistent tap that nothing is attached to.
    Tap,
}

/// One operation: on the host, or on the allocator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Something else takes a name.
    Occupy {
        /// The name.
        name: Vec<u8>,
        /// What holds it.
        holder: Holder,
    },
    /// Something else takes a run of names, as alternative names.
    OccupyRun(Run),
    /// Whatever answers to the name is deleted.
    Free {
        /// The name.
        name: Vec<u8>,
    },
    /// The allocator is told that a running guest's device bears this name.
    Reserve {
        /// The name.
        name: Vec<u8>,
    },
    /// The allocator is told that the device of this name was deleted.
    Release {
        /// The name.
        name: Vec<u8>,
    },
    /// The allocator is asked for a name.
    Generate {
        /// The kind of the device.
        kind: DeviceKind,
        /// No name, a template or a literal name.
        wanted: Option<Vec<u8>>,
        /// Whether the device stays. Otherwise it is deleted, and its name released, before the next operation.
        keep: bool,
        /// Whether every probe of the host fails meanwhile.
        probes_fail: bool,
    },
    /// The allocator's process restarts.
    Restart,
}
