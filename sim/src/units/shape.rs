//! What happens in a small run, without what differs between two runs that fail in the same way.

use super::Digest;
use crate::release::Release;
use crate::scene::{Entry, OperationEntry};
use crate::system::Choice;
use crate::world::plan::Plan;
use crate::world::violated::Violated;
use crate::world::{Stage, World};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// What happens, a word for each operation: `g0 start create-tap template = n0`. Guests and names have numbers in the order in which
/// they turn up; `!` is a failure that was made, `?` one that was not. What an actor does several times in a row is one word with a
/// `+`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shape(pub Vec<String>);

/// What names a failure: the same wherever something is violated in the same way.
pub fn fingerprint(id: &str, shape: &Shape) -> Digest {
    let words: Vec<&str> = std::iter::once(id).chain(shape.0.iter().map(String::as_str)).collect();
    Digest::of(words.join("\n").as_bytes())
}

/// One thing that an actor does.
#[derive(Debug)]
struct Act {
    actor: String,
    command: String,
    what: String,
    wanted: Option<String>,
    given: Option<String>,
    mark: &'static str,
    repeated: bool,
}

impl Shape {
    /// The shape of a run, and why it violates what it does.
    ///
    /// # Errors
    /// The plan cannot be played.
    pub(super) fn of_run(
        plan: &Plan,
        release: Release,
        choices: &[Choice],
        violated: Violated,
    ) -> Result<(Self, String), String> {
        let stage = Stage::new(plan.clone(), release).map_err(|error| error.to_string())?;
        // Nothing is packed, so the width of keys does not matter.
        let (steps, left) = World::<1>::new(Arc::new(stage)).record(choices);
        let breaches = steps.iter().flat_map(|step| &step.breaches).chain(&left);
        let cause = breaches.filter(|one| one.violated == violated).map(|one| one.cause.clone()).next().unwrap_or_default();
        Ok((Self::of_acts(steps.iter().flat_map(|step| &step.entries).filter_map(act)), cause))
    }

    /// The shape of a history of an allocator: what is done, and to which kind of device.
    pub(super) fn of_history(history: &[Value]) -> Self {
        let word = |op: &Value| ["op", "kind"].iter().filter_map(|field| op[*field].as_str()).collect::<Vec<_>>().join(" ");
        Self(history.iter().map(word).collect())
    }

    fn of_acts(acts: impl Iterator<Item = Act>) -> Self {
        let mut merged: Vec<Act> = Vec::new();
        for act in acts {
            match merged.last_mut() {
                Some(last) if (&last.actor, &last.command, &last.what) == (&act.actor, &act.command, &act.what) => {
                    *last = Act { repeated: true, ..act };
                }
                _ => merged.push(act),
            }
        }
        let (mut actors, mut names) = (Numbers::new("g"), Numbers::new("n"));
        Self(merged.iter().map(|act| act.word(&mut actors, &mut names)).collect())
    }
}

impl Act {
    fn word(&self, actors: &mut Numbers, names: &mut Numbers) -> String {
        let mut word = format!("{} {} {}{}", actors.of(&self.actor), self.command, self.what, self.mark);
        if self.repeated {
            word.push('+');
        }
        if let Some(wanted) = &self.wanted {
            word = format!("{word} {}", names.of(wanted));
        }
        if let Some(given) = &self.given {
            word = format!("{word} = {}", names.of(given));
        }
        word
    }
}

/// Numbers in the order in which something turns up.
struct Numbers {
    letter: &'static str,
    known: Vec<String>,
}

impl Numbers {
    const fn new(letter: &'static str) -> Self {
        Self { letter, known: Vec::new() }
    }

    fn of(&mut self, text: &str) -> String {
        if text.contains('%') {
            return "template".to_owned();
        }
        let place = self.known.iter().position(|known| known == text).unwrap_or_else(|| {
            self.known.push(text.to_owned());
            self.known.len() - 1
        });
        format!("{}{place}", self.letter)
    }
}

fn act(entry: &Entry) -> Option<Act> {
    let other = |actor: String, what: &str| Act {
        actor,
        command: "-".to_owned(),
        what: what.to_owned(),
        wanted: None,
        given: None,
        mark: "",
        repeated: false,
    };
    match entry {
        Entry::Operation(operation) => Some(of_operation(operation)),
        Entry::DaemonDied { .. } => Some(other("daemon".to_owned(), "daemon-died")),
        Entry::HypervisorDied { guest } => Some(other(guest.clone(), "hypervisor-died")),
        Entry::Note { .. } | Entry::Begin { .. } | Entry::End { .. } => None,
    }
}

fn of_operation(operation: &OperationEntry) -> Act {
    let what = match &operation.operation {
        Value::Object(fields) => fields.keys().next().cloned().unwrap_or_default(),
        word => word.as_str().unwrap_or_default().to_owned(),
    };
    let reply = operation.result.as_ref().ok().and_then(|reply| serde_json::to_value(reply).ok());
    let mark = match (&operation.result, operation.injected) {
        (Ok(_), _) => "",
        (Err(_), true) => "!",
        (Err(_), false) => "?",
    };
    Act {
        actor: operation.guest.clone(),
        command: operation.command.replace(' ', "-"),
        what,
        wanted: name_in(&operation.operation),
        given: reply.as_ref().and_then(name_in),
        mark,
        repeated: false,
    }
}

/// The first name in an operation, or in a reply.
fn name_in(value: &Value) -> Option<String> {
    let Value::Object(fields) = value else { return None };
    let own = fields.get("name").or_else(|| fields.get("lower")).and_then(Value::as_str).map(str::to_owned);
    own.or_else(|| fields.values().find_map(name_in))
}
