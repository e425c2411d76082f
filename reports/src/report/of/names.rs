//! Which name a violation is about.

use ifrace_sim::scene::{Entry, OperationEntry};
use ifrace_sim::world::{Breach, Recorded};
use serde_json::Value;

/// The name of the device that an operation is about: that of its answer, or its own unless that is a template.
pub(super) fn of_operation(operation: &OperationEntry) -> Option<String> {
    let reply = operation.result.as_ref().ok().and_then(|reply| serde_json::to_value(reply).ok());
    let own = || name_in(&operation.operation).filter(|name| !name.contains('%'));
    reply.as_ref().and_then(name_in).or_else(own)
}

/// The device name that something violated is about: that of the step that does so, or one that its cause names.
pub(super) fn of_violation(run: &[Recorded], left: &[Breach], invariant: &str) -> Option<String> {
    let shows = |breach: &&Breach| breach.violated.id() == invariant;
    let step = run.iter().find(|step| step.breaches.iter().any(|breach| shows(&breach)));
    let created = created(run);
    let known = |name: &String| created.contains(name);
    if let Some(name) = step.into_iter().flat_map(operations).filter_map(of_operation).find(known) {
        return Some(name);
    }
    let cause = step.into_iter().flat_map(|step| &step.breaches).chain(left).find(shows).map(|breach| breach.cause.as_str());
    let words: Vec<&str> = cause.unwrap_or_default().split([' ', ',', ':', ';']).collect();
    created.iter().find(|name| words.contains(&name.as_str())).or_else(|| created.first().filter(|_| created.len() == 1)).cloned()
}

/// The names of all devices that are created or taken over, in their order.
fn created(run: &[Recorded]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for operation in run.iter().flat_map(operations) {
        let device = operation.result.as_ref().ok().and_then(|reply| serde_json::to_value(reply).ok());
        let name = device.as_ref().and_then(|reply| reply.get("device")).and_then(name_in);
        all.extend(name.filter(|name| !all.contains(name)));
    }
    all
}

fn operations(step: &Recorded) -> impl Iterator<Item = &OperationEntry> {
    step.entries.iter().filter_map(|entry| if let Entry::Operation(operation) = entry { Some(operation) } else { None })
}

/// The first name in an operation, or in an answer.
fn name_in(value: &Value) -> Option<String> {
    let Value::Object(fields) = value else { return None };
    let own = fields.get("name").and_then(Value::as_str).map(str::to_owned);
    own.or_else(|| fields.values().find_map(name_in))
}
