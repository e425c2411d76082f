//! The first line of a trace.

use crate::repro::Subject;
use serde::{Deserialize, Serialize};

/// The number of the schema; it grows when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// Where a trace comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The number of the schema.
    pub schema: u32,
    /// The version of ifrace.
    pub ifrace: String,
    /// What was played: the identifier of a case.
    pub scenario: String,
    /// The rules that were asked for.
    pub era: String,
    /// What it was played on: `simulated`, or `live` with the release of the kernel.
    pub subject: String,
    /// The seed of everything random; nothing in a case is.
    pub seed: u64,
    /// The document that took the place of the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl Header {
    /// The header of what was played, by this version and on this ground.
    pub fn new(version: &str, played: &Subject, ground: &str) -> Self {
        Self {
            schema: SCHEMA,
            ifrace: version.to_owned(),
            scenario: played.case.id().to_owned(),
            era: played.release.rules.id.to_owned(),
            subject: ground.to_owned(),
            seed: 0,
            document: played.document.clone(),
        }
    }
}
