//! One change.

use crate::report::{Finding, Status, Verdict};
use serde::Serialize;

/// What a change is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Something is violated that was not, or is not expected any more; or a finding is new that nobody expects.
    Worse,
    /// It was known to hold, or to be violated, and is so no more; or it holds as far as searched, and no longer in all that there is.
    LessSure,
    /// What was violated holds, or what was not expected is.
    Better,
    /// The opposite of less sure.
    Surer,
    /// It was not there before.
    New,
    /// It is there no more.
    Gone,
}

/// What became of a verdict or a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// The subject or the era.
    pub name: String,
    /// The scenario; none for histories of a subject.
    pub scenario: Option<String>,
    /// The invariant.
    pub invariant: String,
    /// The identifier of a finding; none for a verdict.
    pub finding: Option<String>,
    /// What the verdict was.
    pub before: Option<Status>,
    /// What it is now.
    pub after: Option<Status>,
    /// Whether it is expected now, or was before it went.
    pub expected: bool,
    /// How it is known, or the cause of a finding.
    pub why: String,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Worse, Self::LessSure, Self::Better, Self::Surer, Self::New, Self::Gone];

    /// In a word or two.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::LessSure => "less sure",
            Self::Better => "better",
            Self::Surer => "surer",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// The change between two verdicts on the same, of which one may be missing.
pub(super) fn of_verdict(before: Option<&Verdict>, after: Option<&Verdict>) -> Option<Change> {
    let one = after.or(before)?;
    let kind = match (before, after) {
        (Some(before), Some(after)) => between(before, after)?,
        (None, Some(after)) if after.status == Status::Violated && !after.expected => Kind::Worse,
        (None, _) => Kind::New,
        (Some(_), None) => Kind::Gone,
    };
    Some(Change {
        kind,
        name: one.name.clone(),
        scenario: one.scenario.clone(),
        invariant: one.invariant.clone(),
        finding: None,
        before: before.map(|verdict| verdict.status),
        after: after.map(|verdict| verdict.status),
        expected: one.expected,
        why: one.why.clone(),
    })
}

fn between(before: &Verdict, after: &Verdict) -> Option<Kind> {
    use Status::{Holds, HoldsSoFar, Violated};
    if before.status == after.status {
        return match (before.expected, after.expected) {
            (true, false) => Some(Kind::Worse),
            (false, true) => Some(Kind::Better),
            _ => None,
        };
    }
    Some(match (before.status, after.status) {
        (_, Violated) => Kind::Worse,
        (Violated, Holds | HoldsSoFar) => Kind::Better,
        (Violated, _) => Kind::LessSure,
        (before, after) if before < after => Kind::LessSure,
        _ => Kind::Surer,
    })
}

/// A finding that came, or went.
pub(super) fn of_finding(finding: &Finding, came: bool) -> Change {
    let kind = match (came, finding.expected) {
        (true, false) => Kind::Worse,
        (true, true) => Kind::New,
        (false, _) => Kind::Gone,
    };
    Change {
        kind,
        name: finding.name.clone(),
        scenario: finding.scenario.clone(),
        invariant: finding.invariant.clone(),
        finding: Some(finding.id.clone()),
        before: None,
        after: None,
        expected: finding.expected,
        why: finding.cause.clone(),
    }
}
