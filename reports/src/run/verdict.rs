//! What a search came to.

use ifrace_sim::world::violated::Violated;

/// The verdict of a search, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All that was asked for was played, and nothing is violated.
    Holds,
    /// The same, but what the scenario is made for never happened, so that nothing was shown.
    Vacuous,
    /// Nothing is violated as far as it was played, which is not as far as was asked for.
    Unknown,
    /// Something is violated.
    Violated,
}

impl Verdict {
    /// The stable name that reports use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Vacuous => "vacuous",
            Self::Unknown => "unknown",
            Self::Violated => "violated",
        }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// What is violated.
    pub violated: Vec<Violated>,
    /// Why the search did not show all that it was to show; a search that found something may have reasons too.
    pub why: Vec<String>,
}

impl Judgement {
    /// Judges a search by what it violated, by why it ended early, and by what it was to reach and did not.
    pub fn new(violated: Vec<Violated>, ended_early: Vec<String>, never_reached: &[&str]) -> Self {
        let verdict = if !violated.is_empty() {
            Verdict::Violated
        } else if !ended_early.is_empty() {
            Verdict::Unknown
        } else if !never_reached.is_empty() {
            Verdict::Vacuous
        } else {
            Verdict::Holds
        };
        let mut why = ended_early;
        if !never_reached.is_empty() {
            why.push(format!("never reached: {}", never_reached.join(", ")));
        }
        Self { verdict, violated, why }
    }

    /// In a line.
    pub fn in_words(&self) -> String {
        let mut parts = Vec::new();
        if !self.violated.is_empty() {
            parts.push(self.violated.iter().map(|one| one.id()).collect::<Vec<_>>().join(", "));
        }
        parts.extend(self.why.iter().cloned());
        if parts.is_empty() { self.verdict.id().to_owned() } else { format!("{}: {}", self.verdict.id(), parts.join("; ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_search_that_reached_what_it_is_about_holds() {
        let judged = |violated: &[Violated], early: &[&str], never: &[&str]| {
            Judgement::new(violated.to_vec(), early.iter().map(|one| (*one).to_owned()).collect(), never)
        };
        assert_eq!(judged(&[], &[], &[]).in_words(), "holds");
        assert_eq!(judged(&[], &[], &["name-reused"]).in_words(), "vacuous: never reached: name-reused");
        assert_eq!(judged(&[], &["interrupted"], &["x"]).in_words(), "unknown: interrupted; never reached: x");
        let all = judged(&[Violated::Leak, Violated::Adoption], &["interrupted"], &[]);
        assert_eq!(all.in_words(), "violated: no-leak, no-adoption; interrupted");
    }
}
