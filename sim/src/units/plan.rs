//! What a plan says.

use crate::flaw::Place;
use crate::hunt::Players;
use crate::release::Release;
use crate::scenario::Parameters;
use std::collections::BTreeMap;

/// What a campaign plays, as its author wrote it.
#[derive(Clone, Debug)]
pub struct CampaignPlan {
    /// Its identifier.
    pub name: String,
    /// The seed of everything random, beside all else that the plan says.
    pub seed: u64,
    /// Whether what a scenario claims to break has to be found.
    pub canaries: bool,
    /// The file with the findings that are expected of subjects; `None` for that of this version.
    pub baseline: Option<String>,
    /// Scenarios in many orders.
    pub races: Vec<Races>,
    /// Histories of subjects.
    pub histories: Vec<Histories>,
    /// The texts of files that the plan names, by the words that name them. What is not here is loaded.
    pub texts: BTreeMap<String, String>,
    pub(super) source: String,
    pub(super) baseline_at: Place,
}

/// Scenarios that are played in many orders: each under each era by each scheduler.
#[derive(Clone, Debug)]
pub struct Races {
    /// Built-in scenarios, or files.
    pub scenarios: Vec<String>,
    /// Under which eras.
    pub eras: Eras,
    /// Who plays them.
    pub schedulers: Vec<Players>,
    /// How many schedules there are.
    pub amount: Amount,
    /// The most schedules of one unit; without it as many as take up to a few seconds.
    pub per_unit: Option<u64>,
    /// Values of parameters; the others have their defaults.
    pub parameters: Parameters,
    /// What counts as a failure.
    pub expect: Expect,
    pub(super) at: Place,
}

/// Under which eras scenarios are played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Eras {
    /// Each under those of which it claims something.
    Claimed,
    /// These.
    List(Vec<Release>),
}

/// How many schedules there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// For each scenario under each era by each scheduler.
    Each(u64),
    /// For all of them together, which get the same share.
    Total(u64),
}

/// Which violations of a race count as failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Expect {
    /// All that the scenario does not claim to happen under the era.
    #[default]
    Claims,
    /// Those that the scenario claims never to happen, as in the gate.
    Never,
    /// All.
    Nothing,
}

impl Expect {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Claims, Self::Never, Self::Nothing];

    /// The word in plans.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Never => "never",
            Self::Nothing => "nothing",
        }
    }
}

/// Histories that are played on subjects.
#[derive(Clone, Debug)]
pub struct Histories {
    /// The identifiers of the subjects.
    pub subjects: Vec<String>,
    /// How many histories each goes through.
    pub cases: u64,
    /// How many operations a history has.
    pub length: usize,
    /// The most histories of one unit.
    pub per_unit: u64,
    pub(super) at: Vec<Place>,
}
