//! The manifest.

use super::{Kept, RaceRow, SCHEMA, SubjectRow, Summary};
use crate::run::pretty;
use serde_json::{Value, json};

impl Summary {
    /// The manifest as JSON, indented, with a line end.
    pub fn manifest(&self) -> String {
        pretty(&self.object())
    }

    /// The manifest as a value.
    pub fn object(&self) -> Value {
        let missing = self.missing.iter().map(|range| json!([range.start, range.end - 1]));
        json!({
            "schema": SCHEMA,
            "ifrace": self.tool_version,
            "campaign": self.name,
            "plan": self.plan,
            "units": {
                "all": self.units,
                "played": self.played,
                "not-run": self.not_run,
                "missing": missing.collect::<Vec<_>>(),
            },
            "races": self.races.iter().map(race).collect::<Vec<_>>(),
            "subjects": self.subjects.iter().map(subject).collect::<Vec<_>>(),
            "failures": self.failures.iter().map(failure).collect::<Vec<_>>(),
            "missed": self.races.iter().flat_map(missed).collect::<Vec<_>>(),
            "verdict": self.worst().id(),
        })
    }
}

fn race(row: &RaceRow) -> Value {
    let violated = row.violated.iter().map(|(violated, schedules)| {
        let (claim, failure) = row.says(*violated);
        json!({"id": violated, "schedules": schedules, "claim": claim, "failure": failure})
    });
    json!({
        "group": row.group,
        "scenario": row.race.scenario,
        "era": row.race.era,
        "schedules": row.schedules(),
        "steps": row.steps,
        "verdict": row.verdict(),
        "why": row.race.why_unknown(),
        "violated": violated.collect::<Vec<_>>(),
        "reached": row.reached,
        "hash": format!("{:016x}", row.hash),
    })
}

fn subject(row: &SubjectRow) -> Value {
    let findings = row
        .findings
        .iter()
        .map(|one| json!({"aspect": one.aspect.id(), "class": one.class, "expected": one.expected, "units": one.units}));
    json!({
        "group": row.group,
        "subject": row.subject,
        "versions": row.versions,
        "cases": row.cases,
        "operations": row.operations,
        "findings": findings.collect::<Vec<_>>(),
        "why": row.why,
    })
}

fn failure(kept: &Kept) -> Value {
    let seen = kept.seen.iter().map(|one| json!({"of": one.of, "era": one.era, "units": one.units, "failure": one.failure}));
    json!({
        "fingerprint": kept.fingerprint,
        "id": kept.id,
        "class": kept.class,
        "failure": kept.failure,
        "unit": kept.unit,
        "steps": kept.steps,
        "cause": kept.cause,
        "shape": kept.shape,
        "folder": kept.folder(),
        "seen": seen.collect::<Vec<_>>(),
    })
}

fn missed(row: &RaceRow) -> impl Iterator<Item = Value> + '_ {
    row.missed.iter().map(|one| json!({"scenario": row.race.scenario, "era": row.race.era, "id": one}))
}
