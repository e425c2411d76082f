//! The gate: every subject against every invariant, the model against the running kernel, the rules of documents, and every
//! scenario under every era.

mod canaries;
mod cells;
mod documents;
mod gathered;
mod kernel_model;
mod races;
mod run;
mod watcher;

pub(crate) use cells::{is_not_run, no_model};
pub use gathered::Gathered;
pub use kernel_model::KernelModel;
pub use races::Races;
pub(crate) use races::claim;
pub use run::{Settings, run};
