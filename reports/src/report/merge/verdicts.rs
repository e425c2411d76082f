//! Verdicts of several reports.

use super::{both, invariant_rank, union};
use crate::report::{Suite, Verdict};
use ifrace_sim::release::Release;
use std::collections::BTreeMap;

/// What a verdict is on, in the order in which they stand: scenario by scenario, each era after the one before.
type Key = (Suite, Option<String>, usize, String, usize, String);

pub(super) fn merge(one: Vec<Verdict>, other: Vec<Verdict>) -> Vec<Verdict> {
    let mut all: BTreeMap<Key, Verdict> = BTreeMap::new();
    for verdict in one.into_iter().chain(other) {
        let rank = if verdict.suite == Suite::Era { Release::rank(&verdict.name) } else { 0 };
        let (scenario, name, invariant) = (verdict.scenario.clone(), verdict.name.clone(), verdict.invariant.clone());
        let key = (verdict.suite, scenario, rank, name, invariant_rank(&invariant), invariant);
        let merged = match all.remove(&key) {
            Some(known) => worst(known, &verdict),
            None => verdict,
        };
        all.insert(key, merged);
    }
    all.into_values().collect()
}

fn worst(one: Verdict, other: &Verdict) -> Verdict {
    let status = one.status.max(other.status);
    // What a better verdict expects says nothing about the worst one.
    let expected = [&one, other].into_iter().filter(|verdict| verdict.status == status).all(|verdict| verdict.expected);
    let (why, findings) = (both(&one.why, &other.why), union(&one.findings, &other.findings, Clone::clone));
    Verdict { status, expected, why, findings, ..one }
}
