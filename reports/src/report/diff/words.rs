//! Changes for a terminal.

use super::{Change, Kind};
use crate::report::Status;
use crate::text::{Ink, Style, wrap::wrap_to};
use crate::visible::visible;

/// So many changes of a kind are named; the rest is counted.
const SHOWN_MAX: usize = 50;

/// Characters of a name or a reason that are shown.
const PART_MAX: usize = 300;

/// Grouped by kind, in lines of so many columns. Ends with a line end.
pub fn text(changes: &[Change], width: usize, style: Style) -> String {
    let mut lines = Vec::new();
    for kind in Kind::ALL {
        let own: Vec<&Change> = changes.iter().filter(|change| change.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        lines.push(style.paint(ink(kind), &format!("{}: {}", kind.in_words(), own.len())));
        lines.extend(own.iter().take(SHOWN_MAX).flat_map(|change| wrap_to(&format!("  {}", in_words(change)), 4, width)));
        if own.len() > SHOWN_MAX {
            lines.push(format!("  and {} more; --json has them all", own.len() - SHOWN_MAX));
        }
    }
    if lines.is_empty() {
        lines.push("nothing changed".to_owned());
    }
    lines.join("\n") + "\n"
}

const fn ink(kind: Kind) -> Ink {
    match kind {
        Kind::Worse => Ink::Red,
        Kind::LessSure => Ink::Yellow,
        Kind::Better | Kind::Surer => Ink::Green,
        Kind::New | Kind::Gone => Ink::Plain,
    }
}

fn in_words(change: &Change) -> String {
    let [name, scenario, invariant, why] =
        [&change.name, change.scenario.as_ref().unwrap_or(&String::new()), &change.invariant, &change.why]
            .map(|part| visible(part, PART_MAX));
    let place = if scenario.is_empty() { name } else { format!("{scenario} under {name}") };
    if let Some(id) = &change.finding {
        return format!("{place}: {invariant}: finding {}: {why}", visible(id, PART_MAX));
    }
    let word = |status: Option<Status>| status.map_or("no verdict", Status::in_words);
    let now = if change.before == change.after {
        format!("{}, which is {}", word(change.after), if change.expected { "expected now" } else { "not expected any more" })
    } else {
        let note = if change.after == Some(Status::Violated) && change.expected { ", as expected" } else { "" };
        format!("{} → {}{note}", word(change.before), word(change.after))
    };
    format!("{place}: {invariant}: {now} ({why})")
}
