//! Runs as diagrams.

use super::{BYTES, SCRIPT};
use ifrace_report::report::{Breach, Diagram, Lane, LaneKind, Life, Step};

fn lane(title: &str, kind: LaneKind) -> Lane {
    Lane { title: title.into(), kind }
}

fn step(lane: usize, number: Option<u64>, life: Life, text: &str, detail: &str) -> Step {
    Step { lane, number, text: text.into(), detail: detail.into(), life, breaches: vec![] }
}

fn breach(invariant: &str, cause: &str) -> Breach {
    Breach { invariant: invariant.into(), cause: cause.into() }
}

/// The failed migration that deletes the macvtap of a guest that runs.
pub(crate) fn macvtap() -> Diagram {
    let lanes = vec![
        lane("G", LaneKind::Guest),
        lane("M", LaneKind::Guest),
        lane("M's cleanup", LaneKind::Cleanup),
        lane("daemon 0", LaneKind::Daemon),
        lane("macvtap0", LaneKind::Name),
        lane("notes", LaneKind::Other),
    ];
    let stays = Life::Stays;
    let mut steps = vec![
        step(0, None, Life::Begins, "[start]", "G: start begins"),
        step(0, Some(1), stays, "probe macvtap0 = absent", "start of G: probe macvtap0 → absent"),
        step(0, Some(2), stays, "create macvtap macvtap0 on eth0", "start of G: create macvtap macvtap0 on eth0 → macvtap0"),
        step(4, None, Life::Begins, "G's", "macvtap0 belongs to G"),
        step(0, Some(3), stays, "start hypervisor", "start of G: start hypervisor → ok"),
        step(0, None, stays, "[start: done]", "G: start is done"),
        step(3, Some(4), stays, "dies, restarts", "daemon 0 dies and restarts"),
        step(5, None, stays, "M arrives; its document carries macvtap0", "dropped from it: no name"),
        step(1, None, Life::Begins, "[migrate in]", "M: migrate in begins"),
        step(1, Some(5), stays, "prepare disks and host devices = cannot allocate memory", "made on purpose"),
        step(2, Some(6), Life::Begins, "kill hypervisor", "migrate in of M: kill hypervisor → ok"),
        step(2, Some(7), stays, "delete link macvtap0", "migrate in of M: delete link macvtap0 → ok"),
        step(4, None, Life::Ends, "nobody's", "macvtap0 is gone"),
        step(2, Some(8), Life::Ends, "remove status", "migrate in of M: remove status → ok"),
        step(1, None, Life::Ends, "[migrate in: failed]", "M: migrate in failed: cannot allocate memory"),
    ];
    steps[11].breaches = vec![
        breach("no-stomp:device", "'delete link macvtap0' of M's failed migrate in hits G: its device macvtap0 is gone"),
        breach("failed-start-harmless", "'delete link macvtap0' of M's failed migrate in hits G"),
    ];
    Diagram { lanes, steps, omitted: 0 }
}

/// Hostile names everywhere, a lane that is not there, and steps that were left out.
pub(crate) fn hostile() -> Diagram {
    let lanes = vec![lane(SCRIPT, LaneKind::Guest), lane(BYTES, LaneKind::Cleanup)];
    let mut steps = vec![
        step(0, Some(1), Life::Begins, &format!("generate {SCRIPT}"), SCRIPT),
        step(1, Some(2), Life::Begins, &format!("delete {BYTES}"), &"long ".repeat(60)),
        step(0, Some(1_000_000), Life::Ends, &"t".repeat(300), "\u{202e}turned around\n\u{0}"),
        step(9, Some(1_000_001), Life::Stays, "in a lane that is not there", ""),
    ];
    steps[3].breaches = vec![breach(SCRIPT, BYTES)];
    Diagram { lanes, steps, omitted: 999_997 }
}
