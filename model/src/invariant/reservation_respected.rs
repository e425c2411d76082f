//! After the reservation of a name no generated id is that id or a lower one, until a wrap.

use super::counters::{AtLimit, Counters, Generated, Move, default_id, default_template};
use super::{Invariant, Profile, Violation, shown};
use crate::history::Event;
use crate::policy::DeviceKind;
use std::collections::BTreeMap;

/// Names that the counter can never reach reserve nothing: those of another spelling, and those beyond its largest id.
pub(super) fn check(history: &[Event], profile: &Profile) -> Vec<Violation> {
    let (mut counters, mut at_limit) = (Counters::default(), AtLimit::default());
    let mut floors: BTreeMap<DeviceKind, u64> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        let generated = if let Event::Called(call) = event { Generated::of(call) } else { None };
        let Some(generated) = generated else {
            counters.note(event, profile);
            at_limit.note(event, profile);
            note(&mut floors, event, profile);
            continue;
        };
        let (step, _) = counters.advance(&generated, profile);
        let kind = counter_of(&generated, profile);
        if step == Move::Wrap {
            floors.remove(&kind);
        }
        let floor = floors.get(&kind).filter(|_| generated.template == default_template(kind));
        if let Some(&floor) = floor.filter(|&&floor| generated.id <= floor) {
            let class = match generated.id == floor {
                true => "reserved-id",
                false if at_limit.is_set(generated.kind) => "at-the-limit",
                false => "lower-id",
            };
            let text = format!("{} gave id {} after id {floor} was reserved", shown(&generated.template), generated.id);
            found.push(Violation { invariant: Invariant::ReservationRespected, class, at, text });
        }
    }
    found
}

/// The kind whose counter gave the id. What lasts has one for a template, whatever device was asked for.
fn counter_of(generated: &Generated, profile: &Profile) -> DeviceKind {
    let mut kinds = DeviceKind::ALL.into_iter().filter(|_| profile.is_lasting());
    kinds.find(|kind| generated.template == default_template(*kind)).unwrap_or(generated.kind)
}

fn note(floors: &mut BTreeMap<DeviceKind, u64>, event: &Event, profile: &Profile) {
    match event {
        Event::Restarted if !profile.is_lasting() => floors.clear(),
        Event::Reserved { name } => {
            let Some((kind, id)) = default_id(name) else { return };
            if profile.limit(kind).is_none_or(|limit| id <= limit) {
                let floor = floors.entry(kind).or_insert(id);
                *floor = id.max(*floor);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Invariant, Profile, check};
    use crate::policy::{DeviceKind, Era};

    fn reserved(name: &str) -> Event {
        Event::Reserved { name: name.into() }
    }

    fn tap(name: &str) -> Event {
        let end = End::Named { name: name.into(), adopted: false };
        Event::Called(Call { kind: DeviceKind::Tap, wanted: None, keep: false, probes_fail: false, end })
    }

    fn broken(history: &[Event]) -> bool {
        check(history, &Profile::of(Era::Unified70)).iter().any(|v| v.invariant == Invariant::ReservationRespected)
    }

    #[test]
    fn the_reserved_id_and_lower_ones_are_barred() {
        assert!(broken(&[reserved("vnet5"), tap("vnet5")]));
        assert!(broken(&[reserved("vnet5"), tap("vnet0")]));
        assert!(!broken(&[reserved("vnet5"), tap("vnet6")]));
        assert!(!broken(&[reserved("vnet5"), Event::Restarted, tap("vnet0")]));
    }

    #[test]
    fn a_wrap_lifts_the_reservation() {
        assert!(!broken(&[reserved("vnet2147483646"), tap("vnet2147483647"), tap("vnet0"), tap("vnet1")]));
        assert!(!broken(&[reserved("vnet2147483646"), tap("vnet0")]), "the last name was in use");
        assert!(!broken(&[tap("vnet0"), reserved("vnet2147483646"), tap("vnet1")]), "and here");
    }

    #[test]
    fn names_out_of_reach_reserve_nothing() {
        for name in ["vnet05", "vnet-5", "vnet4294967290", "mytap5", "vnet"] {
            assert!(!broken(&[reserved(name), tap("vnet0")]), "{name}");
        }
    }
}
