//! What became better, worse, new or gone between two runs.

mod change;
mod object;
mod words;

pub use change::{Change, Kind};
pub use object::json;
pub use words::text;

use super::{Finding, Report, Suite, Verdict};
use change::{of_finding, of_verdict};
use ifrace_sim::release::Release;
use std::collections::BTreeMap;

/// The changes from one report to another, the worst first.
pub fn diff(before: &Report, after: &Report) -> Vec<Change> {
    let (old, new) = (by_key(&before.verdicts), by_key(&after.verdicts));
    let mut changes: Vec<Change> = Vec::new();
    changes.extend(new.iter().filter_map(|(key, verdict)| of_verdict(old.get(key).copied(), Some(verdict))));
    changes
        .extend(old.iter().filter(|(key, _)| !new.contains_key(*key)).filter_map(|(_, verdict)| of_verdict(Some(verdict), None)));
    let (old, new) = (by_id(&before.findings), by_id(&after.findings));
    changes.extend(new.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(_, finding)| of_finding(finding, true)));
    changes.extend(old.iter().filter(|(id, _)| !new.contains_key(*id)).map(|(_, finding)| of_finding(finding, false)));
    changes.sort_by_key(|change| change.kind);
    changes
}

/// Whether something became worse.
pub fn is_worse(changes: &[Change]) -> bool {
    changes.iter().any(|change| change.kind == Kind::Worse)
}

fn by_key(verdicts: &[Verdict]) -> BTreeMap<(Suite, Option<&str>, usize, &str, &str), &Verdict> {
    let key = |one: &'_ Verdict| Release::rank(&one.name);
    verdicts
        .iter()
        .map(|one| ((one.suite, one.scenario.as_deref(), key(one), one.name.as_str(), one.invariant.as_str()), one))
        .collect()
}

fn by_id(findings: &[Finding]) -> BTreeMap<&str, &Finding> {
    findings.iter().map(|finding| (finding.id.as_str(), finding)).collect()
}

#[cfg(test)]
mod tests;
