//! The report as JSON.

use super::Outcome;
use super::names::{Name, Violation};
use ifrace_allocator::xml::{DropRule, Step};
use serde_json::{Value, json};

/// The number of the schema; it grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// The names, and without `--check` the document. Every key is always there; what there is none of is null.
pub(super) fn object(outcome: &Outcome<'_>) -> Value {
    let names: Vec<Value> = outcome.names.iter().map(|name| object_of(name, outcome)).collect();
    let violations = outcome.violations();
    let text = (!outcome.args.check).then_some(outcome.written.text.as_ref());
    json!({
        "schema": SCHEMA, "file": outcome.args.file.display().to_string(), "era": outcome.era.id,
        "releases": outcome.era.releases, "as": outcome.args.writing.id(), "interfaces": outcome.interfaces, "names": names,
        "violations": violations, "verdict": if violations == 0 { "holds" } else { "violated" }, "text": text,
    })
}

fn object_of(name: &Name, outcome: &Outcome<'_>) -> Value {
    let (violation, dropped_since) = match name.violation {
        Some(Violation::Kept { dropped_since }) => (Some("generated-kept"), Some(dropped_since)),
        Some(Violation::Dropped) => (Some("chosen-dropped"), None),
        None => (None, None),
    };
    json!({
        "file": outcome.args.file.display().to_string(), "line": name.position.line, "column": name.position.column,
        "interface": name.interface, "type": name.interface_type.id(), "written_type": name.written_type.id(),
        "managed": name.managed, "name": name.name, "kept": name.kept, "rule": name.rule.as_ref().map(|rule| of_rule(rule, name)),
        "why": name.why, "violates": violation.map(|_| "xml-hygiene"), "violation": violation, "dropped_since": dropped_since,
    })
}

fn of_rule(rule: &DropRule, name: &Name) -> Value {
    let (kind, prefix) = match rule {
        DropRule::AutoName(auto) => ("auto-name", Some(auto.prefix)),
        DropRule::DriverPrefix(prefix) => ("driver-prefix", Some(prefix.as_str())),
        DropRule::NotRead => ("not-read", None),
    };
    let step = name.step.map(|step| match step {
        Step::Parse => "parse",
        Step::Format => "format",
    });
    json!({"kind": kind, "prefix": prefix, "step": step})
}
