//! A run in words: everything but indexes and identities, which differ between hosts.

use ifrace_sim::repro::{Played, Run};
use ifrace_sim::scene::Entry;

/// One line for each thing that a run shows.
pub(crate) fn words(run: &Run) -> Vec<String> {
    run.scenes.iter().flat_map(scene).collect()
}

fn scene(played: &Played) -> Vec<String> {
    let mut lines = vec![format!("scene {}", played.title)];
    lines.extend(played.timeline.iter().map(entry));
    let before = played.before.as_ref().map(|before| format!("{}, after {} entries", before.snapshot, before.entries));
    lines.push(format!("before {before:?}"));
    lines.push(format!("after {:?}", played.after.as_ref().map(ToString::to_string)));
    lines.extend(played.violations.iter().map(|one| format!("{} by {}: {}", one.invariant, one.operation, one.cause)));
    lines.push(format!("{:?}", played.ending));
    lines
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::Note { text } => format!("note {text}"),
        Entry::Begin { guest, command } => format!("{guest} begins to {command}"),
        Entry::Operation(one) => {
            format!(
                "{} {} {} {}: {} -> {}",
                one.number,
                one.guest,
                one.incarnation,
                one.command,
                one.words,
                one.result_in_words()
            )
        }
        Entry::DaemonDied { daemon } => format!("daemon {daemon} dies"),
        Entry::HypervisorDied { guest } => format!("the hypervisor of {guest} dies"),
        Entry::End { guest, command, outcome } => format!("{guest} ends to {command}: {outcome}"),
    }
}
