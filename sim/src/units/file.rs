//! The file of a plan as it is written, before anything is checked but its form.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) seed: Option<Spanned<i64>>,
    #[serde(default)]
    pub(super) canaries: bool,
    pub(super) baseline: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) races: Vec<Spanned<RacesFile>>,
    #[serde(default)]
    pub(super) histories: Vec<Spanned<HistoriesFile>>,
    #[serde(default)]
    pub(super) texts: BTreeMap<Spanned<String>, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RacesFile {
    pub(super) scenarios: Spanned<Scenarios>,
    pub(super) eras: Option<Spanned<ErasFile>>,
    pub(super) schedulers: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) schedules: Option<Spanned<i64>>,
    pub(super) total_schedules: Option<Spanned<i64>>,
    pub(super) schedules_per_unit: Option<Spanned<i64>>,
    #[serde(default)]
    pub(super) parameters: BTreeMap<Spanned<String>, Spanned<i64>>,
    pub(super) expect: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "scenarios is \"all\", or a list of scenarios and files")]
pub(super) enum Scenarios {
    All(AllWord),
    List(Vec<String>),
}

#[derive(Debug, Deserialize)]
pub(super) enum AllWord {
    #[serde(rename = "all")]
    All,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "eras is \"claimed\", or a list such as [\"9.0\", \"hardened\"]")]
pub(super) enum ErasFile {
    Claimed(ClaimedWord),
    List(Vec<String>),
}

#[derive(Debug, Deserialize)]
pub(super) enum ClaimedWord {
    #[serde(rename = "claimed")]
    Claimed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HistoriesFile {
    pub(super) subjects: Spanned<Vec<Spanned<String>>>,
    pub(super) cases: Spanned<i64>,
    pub(super) length: Option<Spanned<i64>>,
    pub(super) cases_per_unit: Option<Spanned<i64>>,
}
