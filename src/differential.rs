//! The model of the kernel against the running one.

mod campaign;
mod compare;
mod kernel_worker;

pub use campaign::{Outcome, Plan, run};
pub use compare::{Compared, Disagreement, compare, shrink_disagreement};
pub use kernel_worker::KernelWorker;
