//! Several reports as one.
//!
//! It does not matter in which order reports are merged: what is of one run only stays as it is, and the lists are sorted.

mod charts;
mod coverage;
mod findings;
mod verdicts;

use super::Report;
use super::of::invariant_rank;
use std::collections::BTreeSet;

impl Report {
    /// Both reports as one. Verdicts on the same invariant of the same thing become the worst of them, with both reasons; findings
    /// with one identifier become one, with the shortest diagram.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        self.schema = self.schema.max(other.schema);
        self.runs.append(&mut other.runs);
        let written = |run: &super::Run| serde_json::to_string(run).unwrap_or_default();
        self.runs.sort_by_cached_key(|run| (run.kind, run.command.clone(), written(run)));
        self.runs.dedup();
        self.verdicts = verdicts::merge(self.verdicts, other.verdicts);
        self.findings = findings::merge(self.findings, other.findings);
        self.coverage = coverage::merge(self.coverage, other.coverage);
        self.charts = charts::merge(self.charts, other.charts);
        self
    }

    /// What does not hold where that is not expected.
    pub fn unexpected(&self) -> impl Iterator<Item = &super::Verdict> {
        self.verdicts.iter().filter(|verdict| !verdict.expected)
    }
}

/// The reasons of both, each once.
fn both(one: &str, other: &str) -> String {
    if one == other {
        return one.to_owned();
    }
    let parts: BTreeSet<&str> = one.split("; ").chain(other.split("; ")).filter(|part| !part.is_empty()).collect();
    parts.into_iter().collect::<Vec<_>>().join("; ")
}

/// The elements of both lists, each once; sorted, unless the lists are the same.
fn union<T: Clone + PartialEq, K: Ord>(one: &[T], other: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    if one == other {
        return one.to_vec();
    }
    let mut all = [one, other].concat();
    all.sort_by_key(key);
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
