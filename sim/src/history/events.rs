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
            .map(|end| Call { kind: *kind, wanted: wanted.clone(), keep: *keep && stays(reply), probes_fail: *probes_fail, end })
            .map(Event::Called)
            .into_iter()
            .collect(),
        (_, Reply::Errno(_) | Reply::Unsupported) => Vec::new(),
        (Op::Occupy { name, .. }, _) => vec![Event::Occupied { name: name.clone() }],
        (Op::OccupyRun(run), Reply::Partial { done, .. }) => {
            run.names().take(*done as usize).map(|name| Event::Occupied { name }).collect()
        }
        (Op::OccupyRun(run), _) => run.names().map(|name| Event::Occupied { name }).collect(),
        (Op::Free { name }, _) => vec![Event::Freed { name: name.clone() }],
        (Op::Reserve { name }, _) => vec![Event::Reserved { name: name.clone() }],
        (Op::Restart, _) => vec![Event::Restarted],
        (Op::Release { .. }, _) => Vec::new(),
    }
}

/// Whether there is a device that can stay.
fn stays(reply: &Reply) -> bool {
    !matches!(reply, Reply::Named(named) if named.failed.is_some())
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
        Reply::Done | Reply::Errno(_) | Reply::Partial { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::parse;

    fn of(line: &str, reply: Reply) -> Vec<Event> {
        let ops = parse(line.as_bytes()).unwrap();
        events(&ops, &[reply]).into_iter().map(|(_, event)| event).collect()
    }

    #[test]
    fn a_run_that_was_taken_in_part_occupies_that_part() {
        let run = r#"{"op":"occupy-run","prefix":"v","from":3,"count":9}"#;
        let partial = Reply::Partial { done: 2, errno: "EINVAL".to_owned() };
        let taken = [b"v3", b"v4"].map(|name| Event::Occupied { name: name.to_vec() });
        assert_eq!(of(run, partial), taken);
        assert_eq!(of(run, Reply::Errno("EINVAL".to_owned())), []);
    }

    #[test]
    fn a_device_that_was_not_created_does_not_stay() {
        let keeps = |reply| match &of(r#"{"op":"generate","kind":"tap","keep":true}"#, reply)[..] {
            [Event::Called(call)] => call.keep,
            other => panic!("{other:?}"),
        };
        assert!(keeps(Reply::named(b"vnet0")));
        assert!(!keeps(Reply::not_created(b"vnet0", "EPERM")));
    }
}
