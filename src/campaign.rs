//! Campaigns: the units of a plan, played by threads and written to a folder that survives a kill.
//!
//! What a unit is and what it gives is a function of the plan ([`ifrace_sim::units`]). Files, locks, threads, clocks and signals are
//! here.

mod budget;
mod derive;
mod folder;
mod load;
mod play;
mod run;
mod shard;
mod write;

pub use budget::{Budget, Ended};
pub use derive::{derive, report_of};
pub use folder::{Folder, read_results};
pub use load::{load, load_resolved};
pub use run::{Progressed, run};
pub use shard::{Asked, Taken, shard};
pub use write::write;

/// The baseline of the version that was built.
const BASELINE: &str = include_str!("../reports/baseline.toml");
