//! The ids of one counter strictly increase until they wrap.

use super::counters::{AtLimit, Counters, Generated, Move};
use super::{Invariant, Profile, Violation, shown};
use crate::history::Event;

pub(super) fn check(history: &[Event], profile: &Profile) -> Vec<Violation> {
    let (mut counters, mut at_limit) = (Counters::default(), AtLimit::default());
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        let generated = if let Event::Called(call) = event { Generated::of(call) } else { None };
        let Some(generated) = generated else {
            counters.note(event, profile);
            at_limit.note(event, profile);
            continue;
        };
        if let (Move::Down, Some(last)) = counters.advance(&generated, profile) {
            let (class, verb) = if generated.id == last { ("repeated-id", "again") } else { ("lower-id", "after a higher one") };
            let class = if at_limit.is_set(generated.kind) { "at-the-limit" } else { class };
            let text = format!("{} gave id {} {verb} (last: {last})", shown(&generated.template), generated.id);
            found.push(Violation { invariant: Invariant::Monotonic, class, at, text });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Invariant, Profile, check};
    use crate::policy::{DeviceKind, Era};

    fn named(kind: DeviceKind, name: &str) -> Event {
        let end = End::Named { name: name.into(), adopted: false };
        Event::Called(Call { kind, wanted: None, keep: false, probes_fail: false, end })
    }

    fn classes(history: &[Event]) -> Vec<&'static str> {
        let found = check(history, &Profile::of(Era::Unified70));
        found.iter().filter(|v| v.invariant == Invariant::Monotonic).map(|v| v.class).collect()
    }

    #[test]
    fn going_back_or_standing_still_is_a_violation() {
        let taps = |names: &[&str]| names.iter().map(|name| named(DeviceKind::Tap, name)).collect::<Vec<_>>();
        assert!(classes(&taps(&["vnet0", "vnet5", "vnet6"])).is_empty());
        assert_eq!(classes(&taps(&["vnet5", "vnet4"])), ["lower-id"]);
        assert_eq!(classes(&taps(&["vnet5", "vnet5"])), ["repeated-id"]);
    }

    #[test]
    fn counters_of_different_kinds_are_apart() {
        assert!(classes(&[named(DeviceKind::Macvtap, "macvtap5"), named(DeviceKind::Macvlan, "macvlan0")]).is_empty());
    }

    #[test]
    fn a_restart_and_a_wrap_may_go_back() {
        let high = named(DeviceKind::Tap, "vnet2147483640");
        let low = named(DeviceKind::Tap, "vnet3");
        assert!(classes(&[high, low.clone()]).is_empty(), "11 ids further on is 3");
        assert_eq!(classes(&[named(DeviceKind::Tap, "vnet2147000000"), low.clone()]), ["lower-id"]);
        assert!(classes(&[named(DeviceKind::Tap, "vnet7"), Event::Restarted, low]).is_empty());
    }

    #[test]
    fn a_reservation_may_raise_a_counter_that_has_wrapped() {
        let (last, low) = (named(DeviceKind::Tap, "vnet2147483647"), named(DeviceKind::Tap, "vnet50001"));
        assert_eq!(classes(&[last.clone(), low.clone()]), ["lower-id"]);
        assert!(classes(&[last, Event::Reserved { name: b"vnet50000".to_vec() }, low]).is_empty());
    }

    #[test]
    fn a_reserved_id_is_no_id_of_the_sequence() {
        let reserved = |name: &str| Event::Reserved { name: name.into() };
        let vlan = |name: &str| named(DeviceKind::Macvlan, name);
        assert!(classes(&[vlan("macvlan0"), reserved("macvlan5"), vlan("macvlan1")]).is_empty());
        assert_eq!(classes(&[vlan("macvlan3"), reserved("macvlan5"), vlan("macvlan3")]), ["repeated-id"]);
        assert_eq!(classes(&[vlan("macvlan3"), reserved("macvlan5"), vlan("macvlan1")]), ["lower-id"]);
        let tap = |name: &str| named(DeviceKind::Tap, name);
        assert!(classes(&[tap("vnet5"), reserved("vnet2147483646"), tap("vnet3")]).is_empty(), "it may have wrapped");
    }

    #[test]
    fn requests_that_failed_may_have_passed_over_ids() {
        let end = End::Refused;
        let failed = Event::Called(Call { kind: DeviceKind::Tap, wanted: None, keep: false, probes_fail: true, end });
        let (high, low) = (named(DeviceKind::Tap, "vnet2147470000"), named(DeviceKind::Tap, "vnet3"));
        assert_eq!(classes(&[high.clone(), low.clone()]), ["lower-id"]);
        assert!(classes(&[high, failed, low]).is_empty());
    }
}
