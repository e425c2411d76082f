//! Verdicts of ifrace, rendered for people and for CI.
//!
//! A run of the gate gives a [`GateReport`]: one [`Row`] of verdicts for each subject, and what became of the canaries. The
//! [`Baseline`] says which violations are expected; what differs from it is a [`Deviation`]. The same report is then rendered
//! as a table for a terminal ([`text`]), as JSON ([`json`]) and as JUnit ([`junit`]).
//! Scenarios say themselves what is expected of them: see [`races`].
//!
//! A known bug that was reproduced is a [`timeline`], any run of the simulator a diagram ([`space_time`]).

#![forbid(unsafe_code)]

pub mod baseline;
pub mod campaign;
mod columns;
pub mod contention;
mod deviation;
mod documents;
pub mod finding;
mod gate_report;
pub mod html;
pub mod json;
pub mod junit;
pub mod junit_report;
pub mod markdown;
pub mod output;
pub mod perfetto;
pub mod races;
pub mod report;
pub mod run;
pub mod sarif;
pub mod space_time;
pub mod svg;
mod tally;
pub mod text;
pub mod timeline;
mod verdict;
mod visible;

pub use baseline::Baseline;
pub use deviation::Deviation;
pub use documents::{Documents, WrongDocument};
pub use gate_report::{GateReport, MissingThing, Operations};
pub use tally::Tally;
pub use verdict::{Canary, Row, Verdict};
