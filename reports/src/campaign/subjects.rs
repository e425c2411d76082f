//! The subjects of a campaign, judged by the baseline.

use crate::Baseline;
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::Aspect;
use ifrace_sim::units::{Campaign, Cell, HistoryFinding, Outcome, UnitSet};
use std::collections::{BTreeMap, BTreeSet};

/// A subject.
#[derive(Clone, Debug)]
pub struct SubjectRow {
    /// The place of its group among the histories of the plan.
    pub group: usize,
    /// Its identifier.
    pub subject: String,
    /// What it says of its versions.
    pub versions: BTreeSet<String>,
    /// How many units it has.
    pub units: u64,
    /// How many of them have no result.
    pub missing: u64,
    /// How many histories were played.
    pub cases: u64,
    /// How many operations they have.
    pub operations: u64,
    /// Why something was not played, each reason once.
    pub why: BTreeSet<String>,
    /// What is wrong, each class once.
    pub findings: Vec<SubjectFinding>,
}

/// Something that is wrong with a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFinding {
    /// What was judged.
    pub aspect: Aspect,
    /// In which way it failed.
    pub class: String,
    /// Whether the baseline has it.
    pub expected: bool,
    /// How many units found it.
    pub units: u64,
}

impl SubjectRow {
    /// Whether a finding of it is expected.
    pub(super) fn expects(&self, found: &HistoryFinding) -> bool {
        self.findings.iter().any(|one| one.expected && one.aspect.id() == found.aspect && one.class == found.class)
    }
}

/// How many units found something, by aspect and class.
type Classes = BTreeMap<(Aspect, String), u64>;

/// Every subject, in the order of the plan.
pub(super) fn rows(campaign: &Campaign, units: &UnitSet, baseline: &Baseline) -> Vec<SubjectRow> {
    let mut rows: Vec<(usize, SubjectRow, Classes)> = Vec::new();
    for (place, cell) in campaign.cells.iter().enumerate() {
        if let Cell::History(history) = cell {
            let row = SubjectRow {
                group: history.group,
                subject: history.subject.clone(),
                versions: BTreeSet::new(),
                units: cell.units(),
                missing: cell.units(),
                cases: 0,
                operations: 0,
                why: BTreeSet::new(),
                findings: Vec::new(),
            };
            rows.push((place, row, BTreeMap::new()));
        }
    }
    for line in units.iter() {
        let cell = campaign.cell_of(line.unit);
        let Some((_, row, found)) = rows.iter_mut().find(|(place, ..)| Some(*place) == cell) else { continue };
        row.missing -= 1;
        match &line.outcome {
            Outcome::NotRun(why) => drop(row.why.insert(why.clone())),
            Outcome::History(outcome) => {
                row.versions.extend(outcome.version.clone());
                row.why.extend(outcome.missing.iter().chain(&outcome.cut_short).cloned());
                row.cases += outcome.cases;
                row.operations += outcome.operations;
                let known = |one: &HistoryFinding| Some((Aspect::from_id(&one.aspect)?, one.class.clone()));
                outcome.findings.iter().filter_map(known).for_each(|key| *found.entry(key).or_default() += 1);
            }
            Outcome::Race(_) => {}
        }
    }
    rows.into_iter().map(|(_, row, found)| judged(row, found, baseline)).collect()
}

fn judged(row: SubjectRow, found: Classes, baseline: &Baseline) -> SubjectRow {
    let rules = row.versions.iter().filter_map(|version| Rules::of_release(version)).next().unwrap_or_default();
    let finding = |((aspect, class), units): ((Aspect, String), u64)| {
        let expected = baseline.find(&row.subject, aspect, &class, rules).is_some();
        SubjectFinding { aspect, class, expected, units }
    };
    let findings = found.into_iter().map(finding).collect();
    SubjectRow { findings, ..row }
}
