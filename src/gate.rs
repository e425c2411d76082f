//! The gate: every subject against every invariant, and the model against the running kernel.

mod canaries;
mod cells;
mod kernel_model;
mod run;
mod watcher;

pub(crate) use cells::is_not_run;
pub use kernel_model::KernelModel;
pub use run::{Gathered, Settings, run};
