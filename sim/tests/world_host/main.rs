//! The world's host in step with the allocator's host in memory, and its devices with the model of the kernel.
//!
//! They are asked for the same at random. Every answer must be the same, and after every step everything that exists: each device
//! with its owner, bridge, limits, descriptors and properties, each filter, rule, row and port.

#![forbid(unsafe_code)]

mod answers;
mod event;
mod kernel;
mod lockstep;
mod memory;
mod rebuild;
mod table;
mod translate;

use event::{Event, Source};
use ifrace_sim::world::op::{Answer, NameId};
use lockstep::{Lockstep, Step};
use std::collections::BTreeMap;
use table::FURNITURE;

const SEEDS: u64 = 1000;

/// The operations, and the two deaths.
const KINDS: usize = 38 + 2;

/// A sort of run.
struct Plan {
    names: &'static [&'static str],
    steps: usize,
    /// In so many of 5 cases something happens to a name that has something.
    again: usize,
    /// In one of so many steps a guest starts once more.
    restart: usize,
}

/// Everybody meets everybody.
const CROWDED: Plan = Plan { names: &["vnet0", "vnet2", "macvtap1", "macvtap2", "mine"], steps: 60, again: 3, restart: 25 };

/// More and more names are in use, until there is no room for another.
const WIDE: Plan = Plan {
    names: &[
        "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9",
        "vnet0", "vnet2", "macvtap1", "macvtap2",
    ],
    steps: 150,
    again: 1,
    restart: 1000,
};

/// How often each sort of step was seen.
type Counts = BTreeMap<String, usize>;

fn run(seed: u64, plan: &Plan, counts: &mut Counts) -> Step {
    let (mut hosts, mut played) = (Lockstep::new(plan.names), Vec::new());
    let mut source = Source::new(seed, plan.again, plan.restart);
    // Names that can be taken are drawn more often than those of furniture.
    let all: Vec<NameId> = hosts.table.all().collect();
    let numbers = [all[FURNITURE.len()..].repeat(3), all].concat();
    for _ in 0..plan.steps {
        let event = source.next(&hosts.host, &numbers);
        played.push(event);
        match hosts.play(&event) {
            Ok((step, answer)) => {
                count(counts, &event, answer);
                if step != Step::Agreed {
                    return step;
                }
            }
            Err(wrong) => {
                let history: Vec<String> = played.iter().map(|event| format!("{event:?}")).collect();
                let names: Vec<String> = hosts.table.all().map(|name| hosts.table.name(name).to_string()).collect();
                panic!("seed {seed}, names from 1 on: {names:?}\n{}\n{wrong}", history.join("\n"));
            }
        }
    }
    Step::Agreed
}

fn count(counts: &mut Counts, event: &Event, answer: Option<Answer>) {
    let first = |text: String| text.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
    let what = match event {
        Event::Op(_, op) => first(format!("{op:?}")),
        other => first(format!("{other:?}")),
    };
    let how = match answer {
        Some(Answer::Failed(fault)) => format!("{fault:?}"),
        _ => "done".to_owned(),
    };
    *counts.entry(format!("{what} {how}")).or_insert(0) += 1;
}

/// What must be seen at least, so that the agreement says something.
const SEEN: [&str; 32] = [
    "AddOvsPort PortElsewhere",
    "AddOvsPort PortExists",
    "Adjust Enodev",
    "AllowMac Enomem",
    "BorrowLower Ebusy",
    "BorrowLower Enodev",
    "ConnectMonitor NotRunning",
    "CreateFilter BindingExists",
    "CreateMacvtap Eexist",
    "CreateMacvtap Einval",
    "CreateMacvtap Enodev",
    "CreateTap E2big",
    "CreateTap Ebusy",
    "CreateTap Einval",
    "CreateTap Enomem",
    "DeleteLink Enodev",
    "DeleteLink Eopnotsupp",
    "DeleteTap Ebusy",
    "DeleteTap Einval",
    "JoinBridge Enodev",
    "KeepTap Ebadfd",
    "Kill Eperm",
    "OpenMacvtap Enoent",
    "OpenTap E2big",
    "OpenTap Ebusy",
    "OpenTap Einval",
    "OpenTap Enomem",
    "Plug Ebadfd",
    "RestoreLower Enoent",
    "SetOvsQos Program",
    "Spawn Eexist",
    "Unplug NotRunning",
];

#[test]
fn the_hosts_agree() {
    let (mut counts, mut steps) = (Counts::new(), BTreeMap::new());
    for seed in 0..SEEDS {
        let plan = if seed % 10 == 0 { &WIDE } else { &CROWDED };
        *steps.entry(run(seed, plan, &mut counts)).or_insert(0_usize) += 1;
    }
    println!("{steps:?}\n{counts:#?}");
    let often = [Step::Agreed, Step::Lost, Step::TooSmall].iter().all(|step| steps.get(step).is_some_and(|count| *count > 20));
    assert!(often, "{steps:?}");
    let kinds: std::collections::BTreeSet<&str> = counts.keys().filter_map(|seen| seen.strip_suffix(" done")).collect();
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
    let unseen: Vec<_> = SEEN.iter().filter(|what| !counts.contains_key(**what)).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}
