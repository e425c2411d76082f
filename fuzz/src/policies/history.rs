//! What happened, for the invariants.

use super::host::Host;
use super::scenario::{Generate, Rest};
use ifrace_model::history::{Call, End, Event};
use ifrace_model::invariant::{Invariant, Profile, Violation, check};
use ifrace_model::policy::{Answer, Era, Outcome, Presence, Refusal, Step};
use std::sync::OnceLock;

/// The violations that the gate expects.
const BASELINE: &str = include_str!("../../../reports/baseline.toml");

/// The events of a run. The host answers as it likes, so that each answer comes with what makes it true.
pub(super) struct History {
    events: Vec<Event>,
    /// Names of devices that stay.
    live: Vec<Vec<u8>>,
    is_complete: bool,
}

impl History {
    pub(super) fn new() -> Self {
        Self { events: Vec::new(), live: Vec::new(), is_complete: true }
    }

    pub(super) fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Takes a call into account. One that a host without end refuses leaves too many names behind to be told.
    pub(super) fn note_call(&mut self, generate: &Generate, host: &Host<'_>, outcome: Option<Outcome>) {
        if generate.answers.rest != Rest::Free {
            self.is_complete = false;
            return;
        }
        let taken: Vec<&[u8]> = host.log.iter().filter_map(taken).collect();
        let made =
            host.log.iter().find_map(|(_, answer)| if let Answer::Created(Ok(name)) = answer { Some(*name) } else { None });
        for (step, answer) in &host.log {
            if let (Step::Probe(name), Answer::Exists(Presence::Absent)) = (step, answer) {
                self.free(name.as_bytes());
            }
        }
        made.iter().for_each(|name| self.free(name.as_bytes()));
        self.events.extend(taken.iter().map(|name| Event::Occupied { name: name.to_vec() }));
        let fails = |(_, answer): &(Step, Answer)| matches!(answer, Answer::Exists(Presence::Failed) | Answer::Created(Err(_)));
        let end = end(outcome, made.is_none());
        if let End::Literal { .. } = end {
            self.free(generate.wanted.as_deref().unwrap_or_default());
        }
        self.stay(&end, generate);
        let probes_fail = host.log.iter().any(fails);
        let call = Call { kind: generate.kind, wanted: generate.wanted.clone(), keep: true, probes_fail, end };
        self.events.push(Event::Called(call));
        self.events.extend(taken.iter().map(|name| Event::Freed { name: name.to_vec() }));
    }

    fn stay(&mut self, end: &End, generate: &Generate) {
        match end {
            End::Named { name, .. } => self.live.push(name.clone()),
            End::Literal { .. } => self.live.extend(generate.wanted.clone()),
            _ => {}
        }
    }

    fn free(&mut self, name: &[u8]) {
        if self.live.iter().any(|live| live == name) {
            self.live.retain(|live| live != name);
            self.events.push(Event::Freed { name: name.to_vec() });
        }
    }

    /// Panics if a violation lies outside of the history, or is of a class that is not known of the era.
    pub(super) fn assert_judged(&self, era: Era) {
        for violation in check(&self.events, &Profile::of(era)) {
            assert!(violation.at < self.events.len() && !violation.text.is_empty(), "{era}: {violation:?}");
            let is_expected = !self.is_complete || !is_judged(violation.invariant) || is_known(era, &violation);
            assert!(is_expected, "{era}: {violation:?} in {:?}", self.events);
        }
    }
}

/// The name that an answer says is taken.
fn taken((step, answer): &(Step, Answer)) -> Option<&[u8]> {
    match (step, answer) {
        (Step::Probe(name), Answer::Exists(Presence::Present)) => Some(name.as_bytes()),
        _ => None,
    }
}

fn end(outcome: Option<Outcome>, nothing_made: bool) -> End {
    match outcome {
        None => End::Endless,
        Some(Outcome::Generated(name)) => End::Named { name: name.as_bytes().to_vec(), adopted: false },
        Some(Outcome::Created(name)) => End::Named { name: name.as_bytes().to_vec(), adopted: nothing_made },
        Some(Outcome::Literal) => End::Literal { adopted: false },
        Some(Outcome::Refused(Refusal::Unsupported)) => End::Unsupported,
        Some(Outcome::Refused(_)) => End::Refused,
    }
}

/// Whether the baseline tells in which ways an era breaks the invariant. The others are broken in more ways than the histories of
/// the gate show, by counters beyond their limits and names with a NUL: there the oracle alone decides.
fn is_judged(invariant: Invariant) -> bool {
    matches!(invariant, Invariant::UniqueName | Invariant::Progress | Invariant::NoAdoption)
}

/// Whether the gate expects the violation. None of its histories comes so close to the limit of a counter as an input may.
fn is_known(era: Era, violation: &Violation) -> bool {
    static KNOWN: OnceLock<Vec<[&str; 3]>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let entries = BASELINE.split("[[expected]]").skip(1);
        entries.map(|entry| ["subject", "aspect", "class"].map(|field| value(entry, field))).collect()
    });
    let subject = |text: &str| text.strip_prefix("builtin:") == Some(era.id());
    violation.class == "at-the-limit"
        || known.iter().any(|[of, aspect, class]| subject(of) && *aspect == violation.invariant.id() && *class == violation.class)
}

/// The text of a field in an entry of the baseline.
fn value<'a>(entry: &'a str, field: &str) -> &'a str {
    let line = entry.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(" = \"")?.strip_suffix('"'));
    line.unwrap_or_default()
}
