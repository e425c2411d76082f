//! What is in the folder of `--out`.

use super::{Found, Report, Run, SCHEMA, pretty};
use serde_json::{Value, json};

impl<R: Run> Report<'_, R> {
    /// The manifest as JSON, indented, with a line end: what was searched, what it came to, and where each failure is.
    pub fn manifest(&self, exit_code: u8) -> String {
        let runs = self.runs.iter().map(|run| {
            let judgement = run.judgement();
            json!({"era": run.era(), "verdict": judgement.verdict.id(), "why": judgement.why})
        });
        let failures = self.runs.iter().flat_map(|run| run.found().iter().filter_map(|found| failure(run.era(), found)));
        pretty(&json!({
            "schema": SCHEMA,
            "ifrace": self.heading.tool_version,
            "command": self.heading.command,
            "scenario": self.heading.scenario,
            "runs": runs.collect::<Vec<_>>(),
            "failures": failures.collect::<Vec<_>>(),
            "verdict": self.verdict().id(),
            "exit_code": exit_code,
        }))
    }
}

fn failure(era: &str, found: &Found) -> Option<Value> {
    let fingerprint = &found.traces.as_ref()?.fingerprint;
    let folder = format!("failures/{fingerprint}");
    Some(json!({"fingerprint": fingerprint, "id": found.violated.id(), "era": era, "cause": found.cause, "folder": folder}))
}
