//! The JSON of the gate.
//!
//! One object, schema 1:
//!
//! | field | is |
//! |---|---|
//! | `schema` | 1; it grows when a field changes its meaning or goes |
//! | `tool_version`, `seed`, `cases`, `kernel_cases`, `kernel`, `rules`, `interrupted`, `milliseconds` | as in [`GateReport`] |
//! | `rows` | `subject`, `version` or null, and `cells`: an `aspect`, a `verdict`, and what belongs to it |
//! | a cell | `"holds"` with `cases` · `"violated"` with `classes` · `"unknown"` and `"not run"` with `why` |
//! | `canaries` | `aspect`, `subject`, `caught`, and `not_run`: the reason or null |
//! | `findings` | `subject`, `aspect`, `class`, `text`, `case`, `at`, `history`, `replies`, `model`, `reproduce` |
//! | `operations` | `compared`, and `disagreement`: a text or null; null if it was not run |
//! | `documents` | `judged`, `of`, `rules`, `dropped`, and `wrong`: `rules`, `case`, `why`, `text`, or null; null if none were to be |
//! | `races` | `scenario`, `era`, `verdict`, `why` or null, `violated`, and how far it was searched |
//! | | `states`, `exhausted` (whether these are all), `schedules`, `reached`, `vacuous` (never reached), `expected` |
//! | its `verdict` | `"holds"` (in all states), `"holds-so-far"`, `"seen"`, `"breaks"`, `"unknown"` with `why`, `"deviates"` |
//! | its `violated` | `id`, `invariant`, `claim` (`"breaks"`, `"never"`, `"nothing"`), `depth`, `schedule`, `cause`: each or null |
//! | its `expected` | `breaks`, `never`, `about` |
//! | `deviations` | `deviation`: `"new"`, `"gone"` (`subject`, `aspect`, `class`) or `"canary-missed"` (`subject`, `aspect`) |
//! | | `"race-new"` (`scenario`, `era`, `violated`, `depth`, `cause`, `reproduce`), `"race-missed"` (…, `searched`) |
//! | | `"document"` (`rules`, `case`, `why`) |
//! | `missing` | `subject`, `what`, `remedy` |
//!
//! `history` holds operations and `replies` and `model` hold answers, as they stand in the lines of a history.

use crate::races::RaceObject;
use crate::{Canary, Deviation, Documents, GateReport, MissingThing, Operations, Row, Verdict, finding};
use ifrace_model::kernel::Rules;
use ifrace_sim::campaign::{Aspect, Finding};
use ifrace_sim::history::{self, Reply};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The number of the schema.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool_version: &'a str,
    seed: u64,
    cases: u64,
    kernel_cases: Option<u64>,
    kernel: &'a str,
    #[serde(serialize_with = "rules_id")]
    rules: Rules,
    interrupted: bool,
    milliseconds: u64,
    rows: Vec<RowObject<'a>>,
    canaries: &'a [Canary],
    findings: Vec<FindingObject<'a>>,
    operations: Option<&'a Operations>,
    documents: Option<&'a Documents>,
    races: Vec<RaceObject<'a>>,
    deviations: &'a [Deviation],
    missing: &'a [MissingThing],
}

#[derive(Serialize)]
struct RowObject<'a> {
    subject: &'a str,
    version: Option<&'a str>,
    cells: Vec<CellObject<'a>>,
}

#[derive(Serialize)]
struct CellObject<'a> {
    #[serde(serialize_with = "aspect_id")]
    aspect: Aspect,
    #[serde(flatten)]
    verdict: &'a Verdict,
}

/// A finding as an object of JSON.
#[derive(Debug, Serialize)]
pub struct FindingObject<'a> {
    subject: &'a str,
    #[serde(serialize_with = "aspect_id")]
    aspect: Aspect,
    class: &'a str,
    text: &'a str,
    case: u64,
    at: usize,
    history: Vec<Box<RawValue>>,
    replies: Vec<Box<RawValue>>,
    model: Vec<Box<RawValue>>,
    reproduce: String,
}

impl<'a> FindingObject<'a> {
    /// The object for a finding on a subject.
    pub fn new(subject: &'a str, finding: &'a Finding) -> Self {
        let Finding { aspect, class, case, history, replies, model, at, text } = finding;
        Self {
            subject,
            aspect: *aspect,
            class,
            text,
            case: *case,
            at: *at,
            history: history.iter().map(|op| raw(history::to_json(op))).collect(),
            replies: replies.iter().map(Reply::to_json).map(raw).collect(),
            model: model.iter().map(Reply::to_json).map(raw).collect(),
            reproduce: finding::reproduce(subject, finding),
        }
    }
}

/// The whole report, indented, with a line end.
pub fn render(report: &GateReport) -> String {
    let text = serde_json::to_string_pretty(report);
    text.unwrap_or_else(|error| unreachable!("a report is plain data: {error}")) + "\n"
}

impl Serialize for GateReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = Document {
            schema: SCHEMA,
            tool_version: &self.tool_version,
            seed: self.seed,
            cases: self.cases,
            kernel_cases: self.kernel_cases,
            kernel: &self.kernel,
            rules: self.rules,
            interrupted: self.interrupted,
            milliseconds: self.milliseconds,
            rows: self.rows.iter().map(row).collect(),
            canaries: &self.canaries,
            findings: self.findings.iter().map(|(subject, finding)| FindingObject::new(subject, finding)).collect(),
            operations: self.operations.as_ref(),
            documents: self.documents.as_ref(),
            races: self.races.iter().map(RaceObject::new).collect(),
            deviations: &self.deviations,
            missing: &self.missing,
        };
        document.serialize(serializer)
    }
}

fn row(row: &Row) -> RowObject<'_> {
    let cells = row.cells.iter().map(|(aspect, verdict)| CellObject { aspect: *aspect, verdict }).collect();
    RowObject { subject: &row.subject, version: row.version.as_deref(), cells }
}

fn raw(json: String) -> Box<RawValue> {
    RawValue::from_string(json).unwrap_or_else(|error| unreachable!("a line of a history is JSON: {error}"))
}

// Serde passes what it serializes by reference.
pub(crate) fn aspect_id<S: Serializer>(aspect: &Aspect, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(aspect.id())
}

fn rules_id<S: Serializer>(rules: &Rules, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rules.id())
}
