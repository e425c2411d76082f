//! From operations and their replies to the events that invariants judge.

use super::{Op, Reply};
use ifrace_model::history::{Call, End, Event};

/// The events of a history, each with the position of its operation. Operations that the host refused leave none.
pub fn events(ops: &[Op], replies: &[Reply]) -> Vec<(usize, Event)> {
    ops.iter().zip(replies).enumerate().flat_map(|(at, (op, reply))| of_op(op, reply).into_iter().map(move |e| (at, e))).collect()
}

fn of_op(op: &Op, reply: &Reply) -> Vec<Event> {
    match (op, reply) {
        (Op::Generate { kind, wanted, keep, probes_fail }, reply) => end(reply)
            .map(|end| Call { kind: *kind, wanted: wanted.clone(), keep: *keep, probes_fail: *probes_fail, end })
            .map(Event::Called)
            .into_iter()
            .collect(),
        (_, Reply::Errno(_) | Reply::Unsupported) => Vec::new(),
        (Op::Occupy { name, .. }, _) => vec![Event::Occupied { name: name.clone() }],
        (Op::OccupyRun(run), _) => run.names().map(|name| Event::Occupied { name }).collect(),
        (Op::Free { name }, _) => vec![Event::Freed { name: name.clone() }],
        (Op::Reserve { name }, _) => vec![Event::Reserved { name: name.clone() }],
        (Op::Restart, _) => vec![Event::Restarted],
        (Op::Release { .. }, _) => Vec::new(),
    }
}

fn end(reply: &Reply) -> Option<End> {
    match reply {
        Reply::Named(named) => {
            let name = named.name.bytes().ok().flatten()?;
            Some(End::Named { name, adopted: named.adopted })
        }
        Reply::Literal { adopted } => Some(End::Literal { adopted: *adopted }),
        Reply::Refused { .. } => Some(End::Refused),
        Reply::Endless => Some(End::Endless),
        Reply::Unsupported => Some(End::Unsupported),
        Reply::Done | Reply::Errno(_) => None,
    }
}
