//! Who has a device name, as far as the operations of a run tell.

use super::names::of_operation;
use crate::report::Life;
use ifrace_sim::scene::{Entry, OperationEntry};
use serde_json::Value;

/// Who has a name at some point of a run.
#[derive(Debug)]
pub(super) struct Holder {
    name: String,
    now: Option<Held>,
}

/// A device that has the name.
#[derive(Debug)]
struct Held {
    by: String,
    index: u64,
    /// A tap lives as long as somebody holds its descriptors, unless it is kept.
    is_tap: bool,
    is_kept: bool,
    /// Whether the hypervisor holds them, and not the daemon.
    is_handed: bool,
}

/// A change of who has it: what becomes of the line of life, and in a few words.
pub(super) type Change = (Life, String);

impl Holder {
    pub(super) const fn of(name: String) -> Self {
        Self { name, now: None }
    }

    /// What an entry changes; `adopts` tells that it takes over a device that existed.
    pub(super) fn after(&mut self, entry: &Entry, adopts: bool) -> Vec<Change> {
        match entry {
            Entry::Operation(operation) if operation.result.is_ok() => self.operation(operation, adopts),
            Entry::HypervisorDied { guest } => self.ends_if(|held| held.by == *guest && held.is_handed && held.dies()),
            Entry::DaemonDied { .. } => self.ends_if(|held| held.by.len() == 1 && !held.is_handed && held.dies()),
            _ => Vec::new(),
        }
    }

    fn operation(&mut self, one: &OperationEntry, adopts: bool) -> Vec<Change> {
        let kind = kind(&one.operation);
        let is_named = of_operation(one).as_ref() == Some(&self.name);
        let own = self.now.as_ref().is_some_and(|held| held.by == one.guest);
        match kind {
            "create-tap" | "create-macvtap" | "open-tap" if is_named => self.created(one, kind, adopts),
            "delete-link" if is_named && (own || !by_index(&one.operation)) => self.ends_if(|_| true),
            // Somebody else removes his own, by its number alone.
            "delete-link" if own && one.guest.len() > 1 => self.ends_if(|_| true),
            "delete-tap" if is_named => self.ends_if(|held| held.is_tap && !held.is_handed),
            "close-device" if is_named && own => self.ends_if(|held| !held.is_handed && held.dies()),
            "unplug" if is_named && own => self.ends_if(Held::dies),
            "kill" if own => {
                let changes = self.ends_if(|held| held.is_handed && held.dies());
                self.noted(kind, is_named);
                changes
            }
            "keep-tap" | "spawn" | "plug" if own => self.noted(kind, is_named),
            _ => Vec::new(),
        }
    }

    /// What changes how long a device lives, but not whose it is.
    fn noted(&mut self, kind: &str, is_named: bool) -> Vec<Change> {
        if let Some(held) = &mut self.now {
            held.is_kept |= kind == "keep-tap" && is_named;
            held.is_handed = kind != "kill" && (held.is_handed || kind == "spawn" || (kind == "plug" && is_named));
        }
        Vec::new()
    }

    fn created(&mut self, one: &OperationEntry, kind: &str, adopts: bool) -> Vec<Change> {
        let reply = one.result.as_ref().ok().and_then(|reply| serde_json::to_value(reply).ok()).unwrap_or_default();
        let index = reply["device"]["index"].as_u64().unwrap_or_default();
        let (is_tap, existed) = (kind != "create-macvtap", adopts || kind == "open-tap");
        let held = Held { by: one.guest.clone(), index, is_tap, is_kept: existed, is_handed: false };
        let before = self.now.replace(held);
        match before {
            Some(before) if before.index == index && before.by == one.guest => Vec::new(),
            // Who takes over a device gets no new one: it lives on as it did.
            Some(before) if before.index == index => {
                if let Some(held) = &mut self.now {
                    held.is_kept = before.is_kept || before.is_handed;
                }
                vec![(Life::Stays, format!("{} takes it over", one.guest))]
            }
            // Somebody made it before anything was recorded.
            None if existed => vec![(Life::Stays, format!("{} takes it over", one.guest))],
            before => {
                let gone = before.map(|before| (Life::Ends, format!("{} has it no more", before.by)));
                gone.into_iter().chain([(Life::Begins, format!("{} has it", one.guest))]).collect()
            }
        }
    }

    fn ends_if(&mut self, is_over: impl Fn(&Held) -> bool) -> Vec<Change> {
        if !self.now.as_ref().is_some_and(is_over) {
            return Vec::new();
        }
        self.now = None;
        vec![(Life::Ends, "free".to_owned())]
    }
}

impl Held {
    /// Whether it is gone when its descriptors are closed.
    const fn dies(&self) -> bool {
        self.is_tap && !self.is_kept
    }
}

/// What an operation is.
fn kind(operation: &Value) -> &str {
    let with_fields = operation.as_object().and_then(|fields| fields.keys().next()).map(String::as_str);
    operation.as_str().or(with_fields).unwrap_or_default()
}

/// Whether a device is meant by its index.
fn by_index(operation: &Value) -> bool {
    operation["delete-link"]["link"].get("index").is_some()
}

#[cfg(test)]
mod tests;
