//! Playing a unit of histories.

use super::campaign::HistoryWork;
use super::{HistoryFinding, HistoryOutcome, Shape};
use crate::campaign::{CutShort, Finding, Plan, Quiet, Report, run};
use crate::history::to_json;
use crate::subject::Subject;
use ifrace_model::invariant::Profile;
use serde_json::Value;

pub use super::campaign::HistoryWork as Work;

/// Plays the histories of a unit on its subject, beside the model if there is one, and makes what it finds small.
///
/// # Errors
/// Why a history could not be played: that says nothing of the subject.
pub fn play(
    work: &HistoryWork<'_>,
    subject: &mut dyn Subject,
    model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
) -> Result<HistoryOutcome, String> {
    let plan = Plan::all(work.seed, work.cases, work.cell.length);
    let Report { cases, completed, operations, findings, cut_short, .. } = run(subject, model, profile, &plan, &Quiet);
    match cut_short {
        Some(CutShort::Failed(why)) => Err(why),
        cut_short => Ok(HistoryOutcome {
            version: None,
            cases,
            completed,
            operations,
            cut_short: cut_short.map(|why| why.to_string()),
            missing: Vec::new(),
            findings: findings.iter().map(finding).collect(),
        }),
    }
}

fn finding(finding: &Finding) -> HistoryFinding {
    let operation = |json: String| serde_json::from_str(&json).unwrap_or(Value::Null);
    let history: Vec<Value> = finding.history.iter().map(|op| operation(to_json(op))).collect();
    HistoryFinding {
        aspect: finding.aspect.id().to_owned(),
        class: finding.class.clone(),
        case: finding.case,
        text: finding.text.clone(),
        shape: Shape::of_history(&history),
        history,
    }
}
