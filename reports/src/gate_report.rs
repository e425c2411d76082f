//! Everything that a run of the gate gave.

use crate::races::Race;
use crate::{Canary, Deviation, Documents, Row};
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::{Aspect, Finding};
use serde::Serialize;

/// What a run of the gate gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateReport {
    /// The version of this tool.
    pub tool_version: String,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many histories each subject was to go through.
    pub cases: u64,
    /// How many of them the kernel was to go through, on real devices; `None` if it was not among the subjects.
    pub kernel_cases: Option<u64>,
    /// The release of the running kernel.
    pub kernel: String,
    /// The rules by which that kernel treats templates.
    pub rules: Rules,
    /// The verdicts, one row for each subject.
    pub rows: Vec<Row>,
    /// What became of the canaries.
    pub canaries: Vec<Canary>,
    /// The findings, each with its subject.
    pub findings: Vec<(String, Finding)>,
    /// The comparison of the model with the running kernel, operation by operation; `None` if it was not run.
    pub operations: Option<Operations>,
    /// Generated documents under the rules of every release; `None` if none were to be judged.
    pub documents: Option<Documents>,
    /// The scenarios under the eras that they make claims of; scenario by scenario.
    pub races: Vec<Race>,
    /// Differences from the baseline, and from the claims of scenarios.
    pub deviations: Vec<Deviation>,
    /// Whether the run was interrupted.
    pub interrupted: bool,
    /// How long it took.
    pub milliseconds: u64,
    /// What this machine lacks.
    pub missing: Vec<MissingThing>,
}

/// What the comparison of the model with the running kernel gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operations {
    /// How many operations were compared.
    pub compared: u64,
    /// The shortest script about which the two disagree, with both answers and the command that shows it.
    pub disagreement: Option<String>,
}

/// Something that a subject needs, and this machine lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingThing {
    /// The subject that needs it.
    pub subject: String,
    /// What is missing.
    pub what: String,
    /// What brings it, for example the name of a package.
    pub remedy: String,
}

impl GateReport {
    /// The finding of a class on a subject.
    pub fn finding(&self, subject: &str, aspect: Aspect, class: &str) -> Option<&Finding> {
        self.findings.iter().find(|(of, found)| of == subject && found.fingerprint() == (aspect, class)).map(|(_, f)| f)
    }

    /// The deviations in one cell of the table of verdicts.
    pub(crate) fn deviations_of<'a>(&'a self, subject: &'a str, aspect: Aspect) -> impl Iterator<Item = &'a Deviation> + 'a {
        self.deviations.iter().filter(move |deviation| deviation.concerns(subject, aspect))
    }
}
