//! Reading and writing `report.json`.

use super::{Report, SCHEMA};
use crate::visible::visible;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Characters of what the reader of JSON says that are shown: it may quote what it has read.
const WHY_MAX: usize = 300;

/// Why a text is no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON, or not of this shape.
    #[error("no report: line {line}, column {column}: {why}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1; 0 if the text ends before it.
        column: usize,
        /// What is wrong there.
        why: String,
    },
    /// A version of ifrace wrote it that numbers the schema otherwise.
    #[error("a report of schema {found}, and this version of ifrace reads schema {SCHEMA} only; {remedy}")]
    OtherSchema {
        /// The number in it.
        found: u64,
        /// What helps.
        remedy: &'static str,
    },
    /// A part of it points to another that is not there.
    #[error("no report: {place} {why}")]
    Inconsistent {
        /// Where, such as `verdicts[3]`.
        place: String,
        /// What is wrong there.
        why: String,
    },
}

impl Report {
    /// Reads a `report.json`.
    ///
    /// # Errors
    /// If it is of another shape or schema, or points to a finding or a lane that it does not have.
    ///
    /// ```
    /// use ifrace_report::report::Report;
    ///
    /// let report = Report::new();
    /// assert_eq!(Report::from_json(&report.to_json())?, report);
    ///
    /// let error = Report::from_json(r#"{"schema": 9}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("a report of schema 9, and this version of ifrace reads schema 1 only"));
    /// # Ok::<(), ifrace_report::report::ReadError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, ReadError> {
        let report: Self = serde_json::from_str(text).map_err(|error| other_schema(text).unwrap_or_else(|| malformed(&error)))?;
        if report.schema != SCHEMA {
            return Err(of_schema(report.schema.into()));
        }
        findings(&report)?;
        verdicts(&report)?;
        Ok(report)
    }

    /// Writes a `report.json`: with indentation and an end of line, the same bytes for the same report.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts, numbers and lists can always be written as JSON");
        text.push('\n');
        text
    }
}

/// Of a report that cannot be read only the number of its schema is looked at.
fn other_schema(text: &str) -> Option<ReadError> {
    #[derive(Deserialize)]
    struct Numbered {
        schema: u64,
    }
    let Numbered { schema } = serde_json::from_str(text).ok()?;
    (schema != u64::from(SCHEMA)).then(|| of_schema(schema))
}

fn of_schema(found: u64) -> ReadError {
    let is_newer = found > u64::from(SCHEMA);
    let remedy = if is_newer { "take the version that wrote it, or a newer one" } else { "make the run again" };
    ReadError::OtherSchema { found, remedy }
}

fn malformed(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let why = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    ReadError::Malformed { line, column, why: visible(why, WHY_MAX) }
}

fn findings(report: &Report) -> Result<(), ReadError> {
    let mut ids = BTreeSet::new();
    for (place, finding) in report.findings.iter().enumerate() {
        if !ids.insert(&finding.id) {
            let why = format!("has the identifier of another finding: {}", visible(&finding.id, WHY_MAX));
            return Err(ReadError::Inconsistent { place: format!("findings[{place}]"), why });
        }
        let Some(diagram) = &finding.diagram else { continue };
        let lanes = diagram.lanes.len();
        if let Some((step, wrong)) = diagram.steps.iter().enumerate().find(|(_, step)| step.lane >= lanes) {
            let why = format!("is in lane {}, of {lanes} that are counted from 0", wrong.lane);
            return Err(ReadError::Inconsistent { place: format!("findings[{place}].diagram.steps[{step}]"), why });
        }
    }
    Ok(())
}

fn verdicts(report: &Report) -> Result<(), ReadError> {
    let ids: BTreeSet<&String> = report.findings.iter().map(|finding| &finding.id).collect();
    for (place, verdict) in report.verdicts.iter().enumerate() {
        if let Some(missing) = verdict.findings.iter().find(|id| !ids.contains(id)) {
            let why = format!("points to a finding that is not there: {}", visible(missing, WHY_MAX));
            return Err(ReadError::Inconsistent { place: format!("verdicts[{place}]"), why });
        }
    }
    Ok(())
}
