//! The marks of steps: their shape tells whose they are, and what violates something has one of its own.

use crate::report::LaneKind;
use maud::{Markup, html};

/// The class of what belongs to a lane.
pub(super) const fn class(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Guest => "guest",
        LaneKind::Cleanup => "cleanup",
        LaneKind::Daemon => "daemon",
        LaneKind::Name => "name",
        LaneKind::Other => "other",
    }
}

/// The mark of a step in such a lane.
pub(super) fn mark(kind: LaneKind, x: usize, y: usize) -> Markup {
    html! {
        @match kind {
            LaneKind::Guest => circle.mark.guest cx=(x) cy=(y) r="5" {},
            LaneKind::Cleanup => rect.mark.cleanup x=(x - 5) y=(y - 5) width="10" height="10" {},
            LaneKind::Daemon => path.mark.daemon d={ "M" (x - 6) "," (y) "l6,-6 6,6 -6,6z" } {},
            LaneKind::Name => rect.mark.name x=(x - 7) y=(y - 4) width="14" height="8" rx="4" {},
            LaneKind::Other => circle.mark.other cx=(x) cy=(y) r="3" {},
        }
    }
}

/// The mark of a step that violates something.
pub(super) fn breach(x: usize, y: usize) -> Markup {
    html! {
        path.mark.breach d={ "M" (x - 10) "," (y + 8) "l10,-17 10,17z" } {}
        path.bang d={ "M" (x) "," (y - 3) "v5m0,2v2" } {}
    }
}

/// What the marks mean, once for all diagrams.
pub(in super::super) fn legend() -> Markup {
    let kinds = [
        (LaneKind::Guest, "a guest"),
        (LaneKind::Cleanup, "the cleanup after a guest"),
        (LaneKind::Daemon, "a daemon"),
        (LaneKind::Name, "a name, and who has it"),
        (LaneKind::Other, "others and notes"),
    ];
    html! {
        ul.legend aria-label="Marks of the diagrams" {
            @for (kind, title) in kinds {
                li { svg width="22" height="20" viewBox="0 0 22 20" aria-hidden="true" { (mark(kind, 11, 10)) } " " (title) }
            }
            li { svg width="22" height="20" viewBox="0 0 22 20" aria-hidden="true" { (breach(11, 11)) } " violates something" }
        }
    }
}
