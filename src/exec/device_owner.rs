//! Real devices that a subject has created.

use crate::live::LiveKernel;
use ifrace_model::kernel::{Operation, Selector};
use ifrace_sim::bench::{DeviceNames, Kernel, KernelResult};

/// The running kernel for a subject that creates devices itself: a tap is no descriptor of the bench, and goes by being deleted.
pub(super) struct DeviceOwner<'a>(pub(super) &'a mut LiveKernel);

impl Kernel for DeviceOwner<'_> {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        match (self.0.perform(operation), operation) {
            (Err(_), Operation::Close { index }) => self.0.perform(&Operation::Delete(Selector::index(*index))),
            (result, _) => result,
        }
    }

    fn add_altnames(&mut self, index: u32, names: &[Vec<u8>]) -> Result<(), i32> {
        self.0.add_altnames(index, names)
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        self.0.names_by_device()
    }
}
