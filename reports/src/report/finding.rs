//! One finding.

use super::Diagram;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of failure, with its smallest run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Finding {
    /// What names it: the same for every run that shows it, and stable from run to run.
    pub id: String,
    /// The invariant.
    pub invariant: String,
    /// The subject or era.
    pub name: String,
    /// The scenario; none for histories of a subject.
    pub scenario: Option<String>,
    /// Whose step hit what of whom, in a line.
    pub cause: String,
    /// Whether the baseline or the scenario expects it.
    pub expected: bool,
    /// The smallest run that shows it.
    pub diagram: Option<Diagram>,
    /// Commands that show it again, the shortest first.
    pub commands: Vec<String>,
    /// What later releases do about it.
    pub fixes: Vec<Fix>,
    /// The trace of the smallest run, relative to the folder of the run.
    pub trace: Option<String>,
}

/// What a release changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fix {
    /// The era from which on it is so.
    pub era: String,
    /// What it does otherwise, and what is left of the failure under it.
    pub text: String,
}
