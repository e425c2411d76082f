//! The report as JSON.

use super::Outcome;
use super::names::Name;
use serde_json::{Value, json};

/// The number of the schema; it grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// The names, and without `--check` the document.
pub(super) fn object(outcome: &Outcome<'_>) -> Value {
    let names: Vec<Value> = outcome.names.iter().map(name).collect();
    let mut object = json!({
        "schema": SCHEMA, "era": outcome.era.id, "as": outcome.args.writing.id(), "interfaces": outcome.interfaces,
        "names": names,
    });
    if !outcome.args.check {
        object["text"] = outcome.written.text.as_ref().into();
    }
    object
}

fn name(name: &Name) -> Value {
    let mut object = json!({
        "name": name.name, "type": name.interface_type.id(), "line": name.position.line, "column": name.position.column,
        "kept": name.kept, "why": name.why,
    });
    if let Some(violation) = &name.violation {
        object["violates"] = "xml-hygiene".into();
        object["dropped_since"] = violation.dropped_since.into();
    }
    object
}
