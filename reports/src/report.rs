//! What a run gave, in one shape for every command: pages, formats for CI and comparisons are made of nothing else.
//!
//! A run's folder has it as `report.json`, and any of the other formats can be rendered from that again. The lists are flat, so that
//! reports of several runs can be merged; whoever renders them as a table turns them as it needs.

mod chart;
mod coverage;
mod diagram;
pub mod diff;
mod files;
mod finding;
mod merge;
pub mod of;
mod read;
mod run;
mod schema;
pub mod text;
mod verdict;

pub use chart::{Chart, Point, Series};
pub use coverage::{Coverage, Reached};
pub use diagram::{Breach, Diagram, Lane, LaneKind, Life, Step};
pub use finding::{Finding, Fix};
pub use read::ReadError;
pub use run::{Fact, Note, NoteKind, Run, RunKind};
pub use schema::schema;
pub use verdict::{Status, Suite, Verdict};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of the schema; it grows when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The name of the file in the folder of a run.
pub const FILE: &str = "report.json";

/// What one or several runs gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Report {
    /// The number of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: u32,
    /// The runs that it is of.
    pub runs: Vec<Run>,
    /// What became of each invariant of each subject and era.
    pub verdicts: Vec<Verdict>,
    /// What is violated, each kind of failure once.
    pub findings: Vec<Finding>,
    /// How far each scenario was searched, and what was reached.
    pub coverage: Vec<Coverage>,
    /// What speed was measured.
    pub charts: Vec<Chart>,
}

impl Report {
    /// An empty report of this version.
    pub fn new() -> Self {
        Self { schema: SCHEMA, ..Self::default() }
    }

    /// A finding by its identifier.
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}
