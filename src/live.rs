//! The running kernel behind the interfaces that the model and the simulated host have.

mod change;
mod create;
mod kernel;
mod look_up;
mod site;

pub use kernel::LiveKernel;
pub use site::{LiveMaker, LiveSite};
