//! `ifrace list`.

mod scenarios;

use super::CommandError;
use crate::cli::Listing;
use crate::exit_code;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::printable;
use ifrace_model::invariant::Invariant;
use ifrace_model::policy::Era;
use ifrace_sim::world::violated::Violated;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn run(what: Listing, id: Option<&str>, json: bool) -> Result<u8, CommandError> {
    if let Some(id) = id.filter(|_| !matches!(what, Listing::Scenarios)) {
        return Err(CommandError::Usage(format!("{}: only scenarios have a text to print; leave it out", printable(id))));
    }
    let entries = match what {
        Listing::Eras => eras(),
        Listing::Releases => releases(),
        Listing::Subjects => subjects(),
        Listing::Invariants => invariants(),
        Listing::Violations => violations(),
        Listing::Scenarios => return scenarios::run(id, json),
    };
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", Value::from(entries))?;
        return Ok(exit_code::OK);
    }
    for entry in &entries {
        writeln!(out, "{}", text(entry))?;
    }
    Ok(exit_code::OK)
}

/// The id and the title on a line, and the other fields below.
fn text(entry: &Value) -> String {
    let field = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let mut text = format!("{:<24} {}", field("id"), field("title"));
    for name in ["releases", "kinds", "source", "needs"] {
        let value = match &entry[name] {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            Value::String(value) => value.clone(),
            _ => continue,
        };
        text.push_str(&format!("\n{:24}   {name}: {value}", ""));
    }
    text
}

fn eras() -> Vec<Value> {
    let era = |era: Era| {
        let kinds: Vec<&str> = era.kinds().iter().map(|kind| kind.id()).collect();
        json!({"id": era.id(), "title": era.title(), "releases": era.releases(), "kinds": kinds, "source": era.source()})
    };
    Era::ALL.into_iter().map(era).collect()
}

fn releases() -> Vec<Value> {
    Rules::ALL.iter().map(|rules| json!({"id": rules.id, "title": rules.summary, "releases": rules.releases})).collect()
}

fn subjects() -> Vec<Value> {
    let builtin =
        Era::ALL.into_iter().map(|era| json!({"id": format!("builtin:{era}"), "title": era.title(), "needs": "nothing"}));
    let own = [
        json!({"id": "builtin:hardened", "title": "the project's own allocator: counters that survive a restart, exclusive creation", "needs": "nothing"}),
        json!({"id": "builtin:monotonic", "title": "the generator of the rules hardened: counters of one process, exclusive creation", "needs": "nothing"}),
    ];
    let real = [
        json!({"id": "kernel", "title": "the running kernel, which fills in templates", "needs": "root or a user namespace; /dev/net/tun for taps"}),
        json!({"id": "libvirt", "title": "the system's libvirt library", "needs": "root or a user namespace; package libvirt0"}),
        json!({"id": "libvirt:PATH", "title": "a libvirt library of your own, 7.0.0 or later", "needs": "root or a user namespace"}),
        json!({"id": "exec:CMD", "title": "any program that speaks docs/subject-protocol.md", "needs": "root or a user namespace"}),
    ];
    builtin.chain(own).chain(real).collect()
}

fn invariants() -> Vec<Value> {
    Invariant::ALL.into_iter().map(|invariant| json!({"id": invariant.id(), "title": invariant.title()})).collect()
}

fn violations() -> Vec<Value> {
    let one = |one: &Violated| json!({"id": one.id(), "title": one.summary(), "invariant": one.invariant()});
    Violated::ALL.iter().map(one).collect()
}
