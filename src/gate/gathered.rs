//! What a gate has found out.

use super::cells;
use super::kernel_model::KernelModel;
use crate::subjects::{StartError, SubjectId};
use ifrace_report::races::Race;
use ifrace_report::report::of::Example;
use ifrace_report::{Canary, Documents, MissingThing, Row};
use ifrace_sim::campaign::{CutShort, Finding};

/// What was found out.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The verdicts, in the order of the subjects.
    pub rows: Vec<Row>,
    /// What became of the canaries.
    pub canaries: Vec<Canary>,
    /// The findings, each with its subject.
    pub findings: Vec<(String, Finding)>,
    /// Subjects whose search ended before its last case, and why.
    pub cut_short: Vec<(String, CutShort)>,
    /// What this machine lacks.
    pub missing: Vec<MissingThing>,
    /// Subjects that were named and are not what they should be.
    pub unusable: Vec<(SubjectId, StartError)>,
    /// What the comparison of the model with the running kernel gave.
    pub kernel_model: Option<KernelModel>,
    /// What the judging of documents gave.
    pub documents: Option<Documents>,
    /// What was found of the scenarios.
    pub races: Vec<Race>,
    /// Runs that show what they violate.
    pub examples: Vec<Example>,
}

impl Gathered {
    pub(super) fn take<T>(&mut self, id: &SubjectId, result: Result<T, StartError>) -> Option<T> {
        result.map_err(|error| self.fail(id, error)).ok()
    }

    pub(super) fn fail(&mut self, id: &SubjectId, error: StartError) {
        match error {
            StartError::Missing(missing) => {
                self.missing.push(MissingThing { subject: id.to_string(), what: missing.what, remedy: missing.remedy });
            }
            error => self.unusable.push((id.clone(), error)),
        }
    }

    /// Subjects that were run, but not with every history or every operation, and why.
    pub fn partial(&self) -> impl Iterator<Item = (&str, String)> {
        let ran = |subject: &str| self.rows.iter().any(|row| row.subject == subject && !cells::is_not_run(row));
        let missing = self.missing.iter().filter(move |missing| ran(&missing.subject));
        let missing = missing.map(|missing| (missing.subject.as_str(), missing.what.clone()));
        self.cut_short.iter().map(|(subject, why)| (subject.as_str(), why.to_string())).chain(missing)
    }

    /// Whether what a subject did not show may still be there.
    pub fn is_partial(&self, subject: &str) -> bool {
        self.partial().any(|(of, _)| of == subject)
    }

    pub(super) fn add(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
        self.canaries.append(&mut other.canaries);
        self.findings.append(&mut other.findings);
        self.cut_short.append(&mut other.cut_short);
        self.missing.append(&mut other.missing);
        self.unusable.append(&mut other.unusable);
        self.kernel_model = self.kernel_model.take().or(other.kernel_model);
        self.documents = self.documents.take().or(other.documents);
    }
}
