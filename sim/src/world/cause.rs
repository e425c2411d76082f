//! Why something did not hold, in a line: whose step, of which start, hit what of whom.

use super::held::holds;
use super::info::Info;
use super::judge::each_stomp;
use super::moves::Performed;
use super::op::{Answer, NameId};
use super::owner::Owner;
use super::record::label;
use super::state::State;
use super::system::{Infos, World};
use super::violated::Violated;
use crate::scene::Entry;
use crate::system::Seen;

/// Something that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// What.
    pub violated: Violated,
    /// Whose step, of which start, hit what of whom.
    pub cause: String,
}

fn breach(violated: Violated, cause: String) -> Breach {
    Breach { violated, cause }
}

/// Who somebody is: `A#1` for the first start of guest A.
pub(super) fn who(owner: Owner) -> String {
    match owner.guest() {
        Some(guest) => format!("{}#{}", label(guest), owner.start()),
        None if owner == Owner::FOREIGN => "somebody else".to_owned(),
        None => "somebody who is gone".to_owned(),
    }
}

/// What did not hold when a guest moved.
pub(super) fn of_guest<const WORDS: usize>(
    world: &mut World<WORDS>,
    before: &State,
    after: &State,
    performed: &Performed,
    entries: &[Entry],
    seen: Seen,
) -> Vec<Breach> {
    let mut infos = world.infos(before);
    let guest = performed.actor.guest().unwrap_or_default();
    infos[usize::from(guest)] = performed.asked;
    let step = step(performed, entries);
    let mut found = stomps(world, before, after, performed.actor, &infos, &step);
    let first = found.first().map(|one| one.cause.clone()).unwrap_or_default();
    for violated in Violated::of_bits(seen.violated) {
        let cause = match violated {
            Violated::ReuseBeforeCleanup => reuse(world, before, performed, &step),
            Violated::Adoption => format!("{step} takes over {}, which existed", device_of(world, performed)),
            Violated::FailedStart => first.clone(),
            Violated::Progress => refused(performed, entries),
            Violated::Hygiene => format!("the document of {} carries a generated name", who(performed.actor)),
            Violated::Restart => continue,
            _ => continue,
        };
        found.push(breach(violated, cause));
    }
    if seen.violated & Violated::Restart.bit() != 0 {
        let cause = found.iter().find(|one| one.violated != Violated::Hygiene).map(|one| one.cause.clone()).unwrap_or_default();
        found.push(breach(Violated::Restart, format!("after a daemon had died: {cause}")));
    }
    found
}

/// What did not hold when somebody else moved.
pub(super) fn of_other<const WORDS: usize>(world: &mut World<WORDS>, before: &State, after: &State, other: u8) -> Vec<Breach> {
    let infos = world.infos(before);
    stomps(world, before, after, Owner::FOREIGN, &infos, &format!("other {other}"))
}

/// What is left at the end.
pub(super) fn of_end<const WORDS: usize>(world: &World<WORDS>, state: &State, infos: &Infos) -> Vec<Breach> {
    let left = super::leak::left(state, infos);
    if state.excused || left.is_empty() {
        return Vec::new();
    }
    let in_words = left.iter().map(|one| match one.name {
        0 => format!("{} of {}", one.what, who(one.of)),
        name => format!("{} {} of {}", one.what, name_of(world, name), who(one.of)),
    });
    let list = in_words.collect::<Vec<_>>().join(", ");
    let cause = format!("when every cleanup has run, this is left: {list}");
    let restart = state.restarted.then(|| breach(Violated::Restart, format!("after a daemon had died: {cause}")));
    std::iter::once(breach(Violated::Leak, cause)).chain(restart).collect()
}

fn stomps<const WORDS: usize>(
    world: &World<WORDS>,
    before: &State,
    after: &State,
    actor: Owner,
    infos: &Infos,
    step: &str,
) -> Vec<Breach> {
    let mut found: Vec<Breach> = Vec::new();
    each_stomp(&before.host, &after.host, actor, infos, |stomp| {
        let lost = lost(stomp.what, &name_of(world, stomp.name));
        found.push(breach(stomp.what, format!("{step} hits {}: {lost}", who(stomp.victim))));
    });
    found
}

/// What the victim has lost.
fn lost(what: Violated, name: &str) -> String {
    match what {
        Violated::StompDevice => format!("its device {name} is gone"),
        Violated::StompSetting => format!("its device {name} is down, or in another bridge"),
        Violated::StompBandwidth => format!("the limits of {name} are gone, or another's"),
        Violated::StompFilter => format!("the network filter of {name} is gone, or another's"),
        Violated::StompMacRule => format!("the rule for its address on {name} is gone"),
        Violated::StompOvsPort => format!("the port {name} of Open vSwitch is gone, or another's"),
        Violated::StompOvsLimit => format!("the limits of the port {name} of Open vSwitch are gone, or another's"),
        _ => "the device under its macvtap has another address".to_owned(),
    }
}

/// The step in words: `'delete filter for vnet0' of A#1's stop`.
fn step(performed: &Performed, entries: &[Entry]) -> String {
    let operation = entries.iter().find_map(|entry| match entry {
        Entry::Operation(operation) => Some(operation),
        _ => None,
    });
    let Some(operation) = operation else { return who(performed.actor) };
    let failed = if performed.asked.undoing_start { "failed " } else { "" };
    format!("'{}' of {}'s {failed}{}", operation.words, who(performed.actor), operation.command)
}

fn reuse<const WORDS: usize>(world: &mut World<WORDS>, before: &State, performed: &Performed, step: &str) -> String {
    let Answer::Device { name, .. } = performed.answer else { return step.to_owned() };
    let infos = world.infos(before);
    let is_holder = |(guest, info): &(usize, &Info)| {
        performed.actor.guest() != Some(*guest as u8)
            && (info.pending || info.leaving != 0)
            && holds(&before.host, *guest, info, name)
    };
    let holders = infos.iter().enumerate().filter(is_holder).map(|(guest, info)| who(Owner::new(guest as u8, info.start)));
    let list = holders.collect::<Vec<_>>().join(" and ");
    format!("{step} gives {} while the cleanup of {list} is pending", name_of(world, name))
}

fn device_of<const WORDS: usize>(world: &World<WORDS>, performed: &Performed) -> String {
    match performed.answer {
        Answer::Device { name, .. } => name_of(world, name),
        _ => String::new(),
    }
}

fn refused(performed: &Performed, entries: &[Entry]) -> String {
    let outcome = entries.iter().find_map(|entry| match entry {
        Entry::End { command, outcome, .. } => Some(format!("{command} {outcome}")),
        _ => None,
    });
    format!("{}'s {}, although nothing was made to fail", who(performed.actor), outcome.unwrap_or_default())
}

fn name_of<const WORDS: usize>(world: &World<WORDS>, name: NameId) -> String {
    world.notes.names.name(name).map(|name| name.to_string()).unwrap_or_default()
}
