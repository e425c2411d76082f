//! One entry.

use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::Aspect;

/// A violation that is expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The subject that shows it.
    pub subject: String,
    /// What is violated.
    pub aspect: Aspect,
    /// In which way.
    pub class: String,
    /// On which kernels: the id of their rules, or all.
    pub(super) rules: Option<&'static str>,
    /// Why that is so, in one sentence.
    pub why: String,
}

impl Expected {
    /// Whether it is expected on kernels with these rules.
    pub fn applies_to(&self, rules: Rules) -> bool {
        self.rules.is_none_or(|id| id == rules.id())
    }

    /// Whether it speaks of this violation, on some kernel.
    pub(super) fn names(&self, subject: &str, aspect: Aspect, class: &str) -> bool {
        self.subject == subject && self.aspect == aspect && self.class == class
    }

    /// Whether both speak of one violation on one kernel.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.names(&other.subject, other.aspect, &other.class)
            && (self.rules.is_none() || other.rules.is_none() || self.rules == other.rules)
    }
}
