//! What is tested: an allocator of names.

use super::Kernel;
use crate::history::Reply;
use ifrace_model::kernel::Link;
use ifrace_model::policy::DeviceKind;

/// What an allocator can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// The kinds of devices that it names.
    pub kinds: &'static [DeviceKind],
    /// Whether names can be reserved.
    pub reserve: bool,
    /// Whether it has a process of its own that can be restarted.
    pub restart: bool,
    /// Whether its probes of the host can be made to fail.
    pub probe_faults: bool,
    /// Whether devices are created for the names that it hands out, so that it can be seen whether it takes others over.
    pub creates: bool,
    /// Whether its host has taps.
    pub taps: bool,
}

/// What an allocator gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A device, created by the allocator or there before.
    Device(Link),
    /// A device with the caller's own name, created by the allocator or there before.
    Own(Link),
    /// A name; the caller creates the device.
    Name(Vec<u8>),
    /// The caller's own name back, as it is.
    Literal,
    /// Nothing, with the reason.
    Refused(String),
    /// Nothing within the bound of host operations.
    Endless,
    /// Nothing, because it has no devices of this kind.
    Unsupported,
}

/// An allocator of names.
pub trait Allocator {
    /// What it can be asked for.
    fn abilities(&self) -> Abilities;

    /// Asks for a device or a name. The host is there for allocators that run inside of the bench; others look at it themselves.
    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, probes_fail: bool) -> Given;

    /// Tells it that a running guest's device bears this name.
    fn reserve(&mut self, name: &[u8]) -> Reply;

    /// Tells it that the device of this name was deleted.
    fn release(&mut self, name: &[u8]) -> Reply;

    /// Restarts its process.
    fn restart(&mut self) -> Reply;
}
