//! What the invariants are told.

use super::calls::Call;
use ifrace_model::history::{Call as Request, End, Event};
use ifrace_sim::history::{Op, Reply, events};
use std::slice::from_ref;

/// Names that somebody took under the agent's hands. What only seemed to be taken was so for a moment, as far as it can know.
pub(super) fn losses(call: &Call) -> Vec<Event> {
    let mut all: Vec<Event> = call.snatched.iter().map(|name| Event::Occupied { name: name.clone() }).collect();
    for lost in call.creations.iter().filter(|one| one.refused && one.is_lost() && !one.taken) {
        let name = lost.name.clone();
        all.extend([Event::Occupied { name: name.clone() }, Event::Freed { name }]);
    }
    all
}

/// The events of a turn. A refusal may have a reason that the invariants do not know, and cleanups may come late.
pub(super) fn of_turn(op: &Op, reply: &Reply, has_reason: bool, late: bool) -> Vec<Event> {
    let mut all = Vec::new();
    for (_, event) in events(from_ref(op), from_ref(reply)) {
        match event {
            Event::Called(request) if request.end == End::Refused => {
                let probes_fail = request.probes_fail || has_reason;
                all.push(Event::Called(Request { probes_fail, ..request }));
            }
            // A name that waits for its cleanup is passed over like one that is taken.
            Event::Called(request) if late && !request.keep => {
                let freed = match &request.end {
                    End::Named { name, .. } => Some(name.clone()),
                    _ => request.wanted.clone(),
                };
                all.push(Event::Called(Request { keep: true, ..request }));
                all.extend(freed.map(|name| Event::Freed { name }));
            }
            other => all.push(other),
        }
    }
    all
}
