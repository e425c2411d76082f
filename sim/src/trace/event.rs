//! The events of a trace.

use crate::repro::{Ending, Played};
use crate::scene::{Entry, GuestInvariant, Violation};
use ifrace_allocator::host::Snapshot;
use serde::Serialize;

/// One line.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub(super) run: usize,
    pub(super) era: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scene: Option<usize>,
    #[serde(flatten)]
    pub(super) event: Event<'a>,
}

/// What it says.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Event<'a> {
    /// Something that happened in a scene, which names itself.
    Entry(&'a Entry),
    /// Something around that.
    Frame(Frame<'a>),
}

/// What surrounds the entries of a scene.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub(super) enum Frame<'a> {
    /// A scene begins.
    Scene { title: &'a str },
    /// What the host had before the decisive step.
    Before { snapshot: &'a Snapshot },
    /// What it had at the end.
    After { snapshot: &'a Snapshot },
    /// Something did not hold.
    Violation(&'a Violation),
    /// A scene ended.
    Ending { ending: &'a Ending },
    /// A run ended.
    Verdict { verdict: &'a str, violated: &'a [GuestInvariant] },
}

/// The events of a scene, in their order.
pub(super) fn of_scene(played: &Played) -> Vec<Event<'_>> {
    let mut events: Vec<_> = played.timeline.iter().map(Event::Entry).collect();
    if let Some(before) = &played.before {
        events.insert(before.entries, Event::Frame(Frame::Before { snapshot: &before.snapshot }));
    }
    let after = played.after.iter().map(|snapshot| Frame::After { snapshot });
    let last = after.chain(played.violations.iter().map(Frame::Violation)).chain([Frame::Ending { ending: &played.ending }]);
    events.extend(last.map(Event::Frame));
    events.insert(0, Event::Frame(Frame::Scene { title: &played.title }));
    events
}
