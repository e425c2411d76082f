//! Random histories.

use super::names::{foreign, last_id, parts, reservation, run, wanted};
use super::{Holder, Op, Run};
use crate::Rng;
use crate::bench::Abilities;
use ifrace_model::policy::DeviceKind;

/// What a history does next.
#[derive(Clone, Copy)]
enum Turn {
    Generate,
    Occupy,
    Run,
    Free,
    Reserve,
    Release,
    Restart,
}

const TURNS: [(usize, Turn); 7] = [
    (40, Turn::Generate),
    (16, Turn::Occupy),
    (4, Turn::Run),
    (10, Turn::Free),
    (20, Turn::Reserve),
    (4, Turn::Release),
    (6, Turn::Restart),
];

/// What holds names that are taken; those after the second one need taps.
const HOLDERS: [(usize, Holder); 4] = [(20, Holder::Altname), (1, Holder::Bridge), (3, Holder::Tap), (2, Holder::TapAltname)];

/// How long a run of taken names is. The long ones reach past the 10,000 tries of libvirt's generator.
const RUNS: [(usize, u32); 5] = [(40, 3), (30, 12), (20, FEW), (4, 1_100), (1, MANY)];

/// More names than there are numbers of two digits.
const FEW: u32 = 120;

/// More names than libvirt's generator tries.
const MANY: u32 = 10_050;

/// One history of so many operations for an allocator with these abilities.
pub fn generate(rng: &mut Rng, length: usize, abilities: &Abilities) -> Vec<Op> {
    let kind = *rng.pick(abilities.kinds);
    // Some defects show only when one template is asked for again and again.
    let favourite = if rng.chance(1, 2) { wanted(rng) } else { None };
    let mut history = opening(rng, kind, abilities, favourite.as_deref());
    while history.len() < length {
        // Most of a history is about one kind, so that its operations meet.
        let kind = if rng.chance(1, 8) { *rng.pick(&DeviceKind::ALL) } else { kind };
        history.extend(op(rng, kind, &history, abilities, favourite.as_ref()));
    }
    history
}

/// How some histories begin: with what random operations seldom bring about.
fn opening(rng: &mut Rng, kind: DeviceKind, abilities: &Abilities, favourite: Option<&[u8]>) -> Vec<Op> {
    let run = |(prefix, suffix), count| Op::OccupyRun(Run { prefix, suffix, from: 0, count });
    let favourite = favourite.and_then(|name| parts(std::str::from_utf8(name).ok()?));
    match (rng.below(120), favourite) {
        (0, _) => vec![run((kind.prefix().to_owned(), String::new()), MANY)],
        (1..12, _) if abilities.reserve => vec![Op::Reserve { name: last_id(kind) }],
        (12..44, Some(parts)) => vec![run(parts, FEW)],
        _ => Vec::new(),
    }
}

fn op(rng: &mut Rng, kind: DeviceKind, history: &[Op], abilities: &Abilities, favourite: Option<&Vec<u8>>) -> Option<Op> {
    Some(match rng.weighted(&TURNS) {
        Turn::Generate => Op::Generate {
            kind,
            wanted: favourite.filter(|_| rng.chance(2, 3)).cloned().or_else(|| wanted(rng)),
            keep: rng.chance(1, 3),
            // A request whose every probe fails takes libvirt 40 ms.
            probes_fail: abilities.probe_faults && rng.chance(1, 300),
        },
        Turn::Occupy => {
            let holder = *rng.weighted(if abilities.taps { &HOLDERS } else { &HOLDERS[..2] });
            // A name that reads like the template may stand in its way.
            let name = favourite.filter(|_| rng.chance(1, 8)).cloned().unwrap_or_else(|| foreign(rng, kind));
            Op::Occupy { name, holder }
        }
        Turn::Run => {
            let (prefix, suffix) = run(rng, kind);
            let from = if rng.chance(1, 6) { rng.below(20) as u32 } else { 0 };
            Op::OccupyRun(Run { prefix, suffix, from, count: *rng.weighted(&RUNS) })
        }
        Turn::Free => Op::Free { name: known(rng, history)? },
        Turn::Reserve if abilities.reserve => Op::Reserve { name: reservation(rng, kind) },
        Turn::Release if abilities.reserve => Op::Release { name: known(rng, history)? },
        Turn::Restart if abilities.restart => Op::Restart,
        Turn::Reserve | Turn::Release | Turn::Restart => return None,
    })
}

/// A name that the history has used before.
fn known(rng: &mut Rng, history: &[Op]) -> Option<Vec<u8>> {
    let names: Vec<Vec<u8>> = history.iter().filter_map(name_of).collect();
    (!names.is_empty()).then(|| rng.pick(&names).clone())
}

fn name_of(op: &Op) -> Option<Vec<u8>> {
    match op {
        Op::Occupy { name, .. } | Op::Reserve { name } => Some(name.clone()),
        Op::OccupyRun(run) => run.names().next(),
        Op::Generate { kind, wanted: None, .. } => Some(format!("{}0", kind.prefix()).into_bytes()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{Allocator, PolicyAllocator};
    use crate::history::to_json;
    use ifrace_model::policy::Era;

    #[test]
    fn a_seed_gives_one_history_within_the_abilities() {
        let abilities = PolicyAllocator::new(Era::KernelTemplate).abilities();
        let text = |case| generate(&mut Rng::for_case(1, case), 40, &abilities).iter().map(to_json).collect::<Vec<_>>();
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
        assert!((0..50).flat_map(text).all(|line| !line.contains("reserve")));
    }
}
