//! Invocations: how the commands ended, and what else they said.

use super::limits::{Cut, take};
use super::message::Message;
use crate::report::{Fact, Note, NoteKind, Run};
use crate::visible::{visible, visible_lines};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a command ended with if it came to a verdict, whatever that was.
const VERDICTS: [u8; 6] = [0, 5, 10, 12, 13, 14];

/// Characters of a fact about the environment, or of a command, that are shown.
const FACT_MAX: usize = 4000;

/// A command.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    command_line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_code: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_code_description: Option<String>,
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tool_execution_notifications: Vec<Notification>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    properties: BTreeMap<String, String>,
}

/// Something that is no result.
#[derive(Serialize)]
pub(super) struct Notification {
    level: &'static str,
    message: Message<String>,
}

/// The commands, as many as there is room for; if there is room for a command, but not for what it noted, then without that. What is
/// left out stands in the notifications of one more, which has neither command nor exit code.
pub(super) fn of(runs: &[&Run], room: &mut usize, mut cut: Cut) -> Vec<Invocation> {
    let mut all = Vec::new();
    for run in runs {
        let notes = run.notes.iter().map(notification).collect();
        let whole = invocation(run, notes);
        let bare = invocation(run, Vec::new());
        if take(room, size(&whole)) {
            all.push(whole);
            continue;
        }
        cut.invocations += 1;
        if take(room, size(&bare)) {
            all.push(bare);
        }
    }
    let warning = |text| Notification { level: "warning", message: Message(text) };
    let left_out: Vec<Notification> = cut.notes().into_iter().map(warning).collect();
    if !left_out.is_empty() {
        all.push(Invocation {
            command_line: None,
            exit_code: None,
            exit_code_description: None,
            execution_successful: true,
            tool_execution_notifications: left_out,
            properties: BTreeMap::new(),
        });
    }
    all
}

fn size(invocation: &Invocation) -> usize {
    serde_json::to_string(invocation).map_or(usize::MAX, |text| text.len())
}

fn invocation(run: &Run, tool_execution_notifications: Vec<Notification>) -> Invocation {
    let fact = |fact: &Fact| (visible(&fact.name, FACT_MAX), visible(&fact.value, FACT_MAX));
    Invocation {
        command_line: Some(visible_lines(&run.command, FACT_MAX)),
        exit_code: Some(run.exit_code),
        exit_code_description: Some(visible(&run.summary, FACT_MAX)),
        execution_successful: !run.interrupted && VERDICTS.contains(&run.exit_code),
        tool_execution_notifications,
        properties: run.environment.iter().map(fact).collect(),
    }
}

fn notification(note: &Note) -> Notification {
    let level = match note.kind {
        NoteKind::Deviation => "error",
        NoteKind::Missing | NoteKind::Unreadable => "warning",
        NoteKind::Canary | NoteKind::Other => "note",
    };
    Notification { level, message: Message(note.text.clone()) }
}
