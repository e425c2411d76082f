//! What a scenario claims of an era.

use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;

/// What a scenario claims of an era.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// What is violated: the era is a canary for it.
    pub breaks: Vec<Violated>,
    /// What is never violated.
    pub never: Vec<Violated>,
    /// What has to happen, or nothing was shown.
    pub about: Vec<Property>,
}

/// What a claim says of a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    /// It is there.
    Breaks,
    /// It is not there.
    Never,
    /// Nothing.
    Nothing,
}

impl Claim {
    /// What it says of a violation.
    pub fn says(&self, violated: Violated) -> Says {
        if self.breaks.contains(&violated) {
            Says::Breaks
        } else if self.never.contains(&violated) {
            Says::Never
        } else {
            Says::Nothing
        }
    }
}
