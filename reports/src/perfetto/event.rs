//! Events, each with the fields that its phase needs.

use super::{NAME_MAX, TEXT_MAX};
use crate::report::{Breach, Step};
use crate::visible::{visible, visible_lines};
use serde::Serialize;

/// An event.
#[derive(Debug, Serialize)]
pub(super) struct Event {
    name: String,
    /// The phase: `M` is metadata, `X` a slice, `i` an instant.
    ph: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    pid: usize,
    tid: usize,
    /// Microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ts: Option<u64>,
    /// Microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dur: Option<u64>,
    /// Of an instant, where it is shown: `t` is its thread, `p` its process.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    args: Args,
}

/// What is said of an event.
#[derive(Debug, Default, Serialize)]
struct Args {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invariant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
}

impl Event {
    /// Metadata of a process, if `tid` is 0, or of a thread.
    fn named(name: &str, pid: usize, tid: usize, args: Args) -> Self {
        Self { name: name.to_owned(), ph: "M", cat: None, pid, tid, ts: None, dur: None, s: None, args }
    }

    /// What a process or thread is called.
    pub(super) fn name(name: &str, pid: usize, tid: usize, text: String) -> Self {
        Self::named(name, pid, tid, Args { name: Some(text), ..Args::default() })
    }

    /// What is said of a process beside its name.
    pub(super) fn labels(pid: usize, labels: String) -> Self {
        Self::named("process_labels", pid, 0, Args { labels: Some(labels), ..Args::default() })
    }

    /// The place of a process or thread among the others.
    pub(super) fn sort(name: &str, pid: usize, tid: usize) -> Self {
        let sort_index = Some(if tid == 0 { pid } else { tid });
        Self::named(name, pid, tid, Args { sort_index, ..Args::default() })
    }

    /// A slice.
    pub(super) fn slice(name: &str, cat: &'static str, (pid, tid): (usize, usize), ts: u64, dur: u64) -> Self {
        Self { ph: "X", cat: Some(cat), ts: Some(ts), dur: Some(dur), ..Self::named(name, pid, tid, Args::default()) }
    }

    /// A step.
    pub(super) fn step(step: &Step, pid: usize, ts: u64) -> Self {
        let detail = Some(visible_lines(&step.detail, TEXT_MAX)).filter(|detail| !detail.is_empty());
        let args = Args { number: step.number, detail, ..Args::default() };
        Self { args, ..Self::slice(&visible(&step.text, NAME_MAX), "step", (pid, step.lane + 1), ts, 1) }
    }

    /// What a step violates.
    pub(super) fn breach(breach: &Breach, pid: usize, tid: usize, ts: u64) -> Self {
        let invariant = visible(&breach.invariant, NAME_MAX);
        let args = Args { invariant: Some(invariant.clone()), cause: Some(visible(&breach.cause, TEXT_MAX)), ..Args::default() };
        Self { ph: "i", cat: Some("breach"), ts: Some(ts), s: Some("t"), ..Self::named(&invariant, pid, tid, args) }
    }

    /// Steps that are not there.
    pub(super) fn gap(ts: u64, omitted: u64, pid: usize) -> Self {
        let name = format!("{omitted} steps are left out here");
        Self { ph: "i", cat: Some("gap"), ts: Some(ts), s: Some("p"), ..Self::named(&name, pid, 0, Args::default()) }
    }
}
