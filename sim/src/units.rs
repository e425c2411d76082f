//! Campaigns over many scenarios and subjects, cut into numbered units of work.
//!
//! A [`CampaignPlan`] says in TOML what is played. With the texts of the scenarios it becomes a [`Campaign`]: a fixed row of units,
//! each of which can be played by anybody at any time. What a unit gives depends on the digest of the plan and on its own number,
//! never on who plays it, so that the [`UnitSet`]s of any shards add up to the same whole.
//!
//! ```
//! use ifrace_sim::units::{CampaignPlan, NoFiles, Work, race};
//!
//! let plan = CampaignPlan::parse(
//!     r#"
//!     name = "small"
//!
//!     [[races]]
//!     scenarios = ["failed-migration-macvtap"]
//!     eras = ["6.6"]
//!     schedules = 300
//!     schedules-per-unit = 100
//!     "#,
//! )?;
//! let campaign = plan.resolve(&mut NoFiles)?;
//! assert_eq!(campaign.units(), 3);
//! let Some(Work::Race(work)) = campaign.work(2) else { unreachable!() };
//! let outcome = race::play(&work)?;
//! assert_eq!((outcome.schedules, outcome.failures.is_empty()), (100, false));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The digest
//! [`Digest`] is the 128-bit FNV-1a hash of the [resolved text](Campaign::text) of the plan: every default written out, and the
//! text of every scenario in it. So it is the same for plans that differ in comments or in the order of keys, and another one if
//! anything is played differently. The seed of a unit comes from the digest and the unit's number.

mod campaign;
mod cell;
mod claimed;
mod digest;
mod file;
pub mod history;
mod journal;
mod limits;
mod outcome;
mod parse;
mod plan;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod play_tests;
pub mod race;
mod resolve;
mod set;
#[cfg(test)]
mod set_tests;
mod shape;
mod shard;
mod text;

pub use crate::flaw::PlanError;
pub use campaign::{Campaign, Work};
pub use cell::{Cell, HistoryCell, RaceCell};
pub use digest::{Digest, checksum};
pub use journal::{Header, Journal, JournalError, Line, SCHEMA};
pub use outcome::{Failure, HistoryFinding, HistoryOutcome, Outcome, RaceOutcome};
pub use plan::{Amount, CampaignPlan, Eras, Expect, Histories, Races};
pub use resolve::{NoFiles, Sources};
pub use set::{Conflict, UnitSet};
pub use shape::{Shape, fingerprint};
pub use shard::{Shard, ShardError};
