//! How far something was searched.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A scenario under an era.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Coverage {
    /// The scenario.
    pub scenario: String,
    /// The era.
    pub era: String,
    /// How many states were seen.
    pub states: u64,
    /// Whether these are all.
    pub exhausted: bool,
    /// How many random schedules were played to their end.
    pub schedules: u64,
    /// What the scenario is about, and whether it was reached.
    pub reached: Vec<Reached>,
}

/// Something that a scenario is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reached {
    /// What, such as `daemon-died`.
    pub property: String,
    /// Whether it was.
    pub reached: bool,
}
