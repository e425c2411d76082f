//! The names of a world, so far as the host asks for them.

use super::super::op::NameId;

/// The world's table of names, and the devices of the host that nobody touches.
pub trait HostNames {
    /// The name that a template becomes with an id.
    fn expand(&mut self, template: u8, id: u32) -> NameId;

    /// Whether a device of the host bears the name that nobody creates or deletes: a bridge, the device under a macvtap, or one of
    /// thousands that only take names.
    fn is_furniture(&self, name: NameId) -> bool;

    /// The name that the kernel picks for a template: that of the lowest id that is neither furniture nor `is_taken` (Linux,
    /// `__dev_alloc_name`); `None` if every id is taken.
    fn lowest_free(&mut self, template: u8, is_taken: &mut dyn FnMut(NameId) -> bool) -> Option<NameId>;

    /// What an interface in this network is, as a number of the world's table.
    fn actual_of(&self, network: u8) -> u8;
}
