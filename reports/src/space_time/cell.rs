//! What stands in one cell.

use crate::report::Life;
use ifrace_sim::scene::{Entry, OperationEntry};
use serde_json::Value;

/// A column's subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A guest, or its cleanup.
    Guest { label: String, cleanup: bool },
    /// A daemon.
    Daemon(usize),
    /// Somebody else.
    Other(String),
}

/// What happened, and where.
pub(super) struct Cell {
    pub(super) place: Place,
    pub(super) text: String,
    /// The same with more.
    pub(super) detail: String,
    /// What the line of life of the column does after it.
    pub(super) life: Life,
    /// Whether it is one of the steps, which are numbered.
    pub(super) is_step: bool,
}

impl Cell {
    pub(super) fn of(entry: &Entry) -> Self {
        match entry {
            Entry::Note { text } => Self::at(Place::Other("notes".to_owned()), text.clone(), Life::Stays),
            Entry::Begin { guest, command } => Self::at(place(guest, is_removal(command)), format!("[{command}]"), Life::Begins),
            Entry::End { guest, command, outcome } => {
                // A guest that was started goes on to live; one whose start failed does not.
                let failed = outcome != "done";
                let life = if is_removal(command) || failed { Life::Ends } else { Life::Stays };
                Self::at(place(guest, is_removal(command)), format!("[{command}: {outcome}]"), life)
            }
            Entry::Operation(one) => {
                let cleanup = is_removal(one.command) || removes(&one.operation);
                let place = if one.guest.len() == 1 { place(&one.guest, cleanup) } else { other(&one.guest) };
                let answer = one.result_in_words();
                let text = if answer == "ok" { one.words.clone() } else { format!("{} = {answer}", one.words) };
                Self { is_step: true, detail: detail(one), ..Self::at(place, text, Life::Stays) }
            }
            Entry::DaemonDied { daemon } => {
                Self { is_step: true, ..Self::at(Place::Daemon(*daemon), "dies, restarts".to_owned(), Life::Stays) }
            }
            Entry::HypervisorDied { guest } => {
                Self { is_step: true, ..Self::at(place(guest, false), "hypervisor dies".to_owned(), Life::Ends) }
            }
        }
    }

    const fn at(place: Place, text: String, life: Life) -> Self {
        Self { place, text, detail: String::new(), life, is_step: false }
    }
}

/// Who asked, in which command, for what with which arguments, and the answer.
fn detail(one: &OperationEntry) -> String {
    let start = one.incarnation.start;
    let who = if one.guest.len() == 1 { format!("{}#{start}", one.guest) } else { one.guest.clone() };
    format!("{who}, {}: {} = {}{}", one.command, one.words, one.result_in_words(), arguments(&one.operation))
}

/// The arguments of an operation, such as `; mtu=1500, name=vnet0`.
fn arguments(operation: &Value) -> String {
    let arguments = operation.as_object().and_then(|fields| fields.values().next()?.as_object());
    let shown = |(name, value): (&String, &Value)| match value {
        Value::Null => None,
        Value::String(text) => Some(format!("{name}={text}")),
        other => Some(format!("{name}={other}")),
    };
    let all: Vec<String> = arguments.into_iter().flatten().filter_map(shown).collect();
    if all.is_empty() { String::new() } else { format!("; {}", all.join(", ")) }
}

fn place(guest: &str, cleanup: bool) -> Place {
    Place::Guest { label: guest.to_owned(), cleanup }
}

fn other(label: &str) -> Place {
    Place::Other(label.to_owned())
}

/// Operations that only remove something, also where a start that failed is undone.
fn removes(operation: &Value) -> bool {
    const REMOVALS: [&str; 12] = [
        "kill",
        "close-device",
        "delete-link",
        "delete-tap",
        "restore-lower",
        "delete-filter",
        "disallow-mac",
        "clear-bandwidth",
        "delete-ovs-port",
        "clear-ovs-qos",
        "delete-port",
        "remove-status",
    ];
    let with_fields = operation.as_object().and_then(|fields| fields.keys().next()).map(String::as_str);
    operation.as_str().or(with_fields).is_some_and(|name| REMOVALS.contains(&name))
}

/// Commands that only remove something.
fn is_removal(command: &str) -> bool {
    matches!(command, "stop" | "unplug" | "reconnect")
}

impl Place {
    pub(super) fn title(&self) -> String {
        match self {
            Self::Guest { label, cleanup: false } | Self::Other(label) => label.clone(),
            Self::Guest { label, cleanup: true } => format!("{label}'s cleanup"),
            Self::Daemon(number) => format!("daemon {number}"),
        }
    }
}
