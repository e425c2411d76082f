//! What a race comes to.

use super::{Race, Says, compare};
use ifrace_sim::world::property::Property;

/// What a race comes to, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RaceVerdict {
    /// Nothing is violated in any state.
    Holds,
    /// Nothing is violated in what was searched, which is not everything.
    HoldsSoFar,
    /// What is violated is neither claimed nor excluded.
    Seen,
    /// What is claimed to be violated is.
    Breaks,
    /// The search does not show what it was to show.
    Unknown,
    /// A claim is wrong.
    Deviates,
}

impl RaceVerdict {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Holds, Self::HoldsSoFar, Self::Seen, Self::Breaks, Self::Unknown, Self::Deviates];

    /// How the table shows it.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Holds => "·",
            Self::HoldsSoFar => "o",
            Self::Seen => "~",
            Self::Breaks => "x",
            Self::Unknown => "?",
            Self::Deviates => "!",
        }
    }

    /// In a few words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Holds => "holds in all states",
            Self::HoldsSoFar => "holds as far as searched",
            Self::Seen => "violates what no claim is about",
            Self::Breaks => "breaks as claimed",
            Self::Unknown => "unknown",
            Self::Deviates => "deviates from a claim",
        }
    }
}

impl Race {
    /// What it comes to.
    pub fn verdict(&self) -> RaceVerdict {
        let found = &self.searched.found;
        if compare::of(self).next().is_some() {
            RaceVerdict::Deviates
        } else if self.why_unknown().is_some() {
            RaceVerdict::Unknown
        } else if found.iter().any(|found| self.claim.says(found.violated) == Says::Breaks) {
            RaceVerdict::Breaks
        } else if !found.is_empty() {
            RaceVerdict::Seen
        } else if self.searched.exhausted {
            RaceVerdict::Holds
        } else {
            RaceVerdict::HoldsSoFar
        }
    }

    /// What the scenario is about, and was never reached although it should have been: by a search of everything, or under an era
    /// that proves nothing else but that something does not happen.
    pub fn vacuous(&self) -> Vec<Property> {
        if !self.searched.is_begun() || (!self.searched.exhausted && !self.claim.breaks.is_empty()) {
            return Vec::new();
        }
        self.claim.about.iter().copied().filter(|one| !self.searched.reached.contains(one)).collect()
    }

    /// Why it is not known whether the claims are right, if it is not.
    pub fn why_unknown(&self) -> Option<String> {
        let vacuous: Vec<&str> = self.vacuous().into_iter().map(Property::id).collect();
        let never = (!vacuous.is_empty()).then(|| format!("never reached: {}", vacuous.join(", ")));
        self.searched.open.clone().or(never)
    }
}
