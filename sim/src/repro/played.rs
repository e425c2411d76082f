//! What is left of a scene.

use crate::scene::{Before, Entry, Violation};
use ifrace_allocator::host::Snapshot;
use serde::Serialize;

/// A scene that was played, or that could not be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Played {
    /// What it is about.
    pub title: String,
    /// What the host had before the decisive step, and where in the timeline that is; `None` if it did not come to it.
    pub before: Option<Before>,
    /// What happened.
    pub timeline: Vec<Entry>,
    /// What the host had when the scene ended; `None` if it was not begun, or the host could not be looked at.
    pub after: Option<Snapshot>,
    /// What did not hold.
    pub violations: Vec<Violation>,
    /// How it ended.
    pub ending: Ending,
}

/// How a scene ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It was played to its end.
    Complete,
    /// It was not begun: the machine lacks these things.
    Missing(Vec<String>),
    /// It was not begun, or not played to its end, because it was to stop.
    Interrupted,
    /// The host could not be made, furnished or looked at, or a guest that the scene needs did not do what it has to.
    Failed(String),
}
