//! The running kernel behind the interface that the model has.

mod change;
mod create;
mod kernel;
mod look_up;

pub use kernel::LiveKernel;
