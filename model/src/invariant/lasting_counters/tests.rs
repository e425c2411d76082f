use crate::history::{Call, End, Event};
use crate::invariant::{Invariant, Profile, check};
use crate::policy::DeviceKind;

const NARROW: &str = "fourteen-bytes";

fn call(kind: DeviceKind, wanted: Option<&str>, end: End) -> Event {
    let wanted = wanted.map(|wanted| wanted.as_bytes().to_vec());
    Event::Called(Call { kind, wanted, keep: false, probes_fail: false, end })
}

fn tap(name: &str) -> Event {
    call(DeviceKind::Tap, None, End::Named { name: name.into(), adopted: false })
}

fn narrow(id: u64) -> Event {
    let name = format!("{NARROW}{id}").into_bytes();
    call(DeviceKind::Tap, Some("fourteen-bytes%d"), End::Named { name, adopted: false })
}

fn occupied(ids: std::ops::Range<u64>) -> Vec<Event> {
    ids.map(|id| Event::Occupied { name: format!("{NARROW}{id}").into_bytes() }).collect()
}

fn reserved(name: &str) -> Event {
    Event::Reserved { name: name.into() }
}

/// The classes of violations of an invariant about ids.
fn classes(history: &[Event]) -> Vec<(Invariant, &'static str)> {
    let found = check(history, &Profile::LASTING);
    let of_ids = |invariant| matches!(invariant, Invariant::Monotonic | Invariant::ReservationRespected);
    found.iter().filter(|v| of_ids(v.invariant)).map(|v| (v.invariant, v.class)).collect()
}

#[test]
fn a_restart_excuses_nothing() {
    assert_eq!(classes(&[tap("vnet7"), Event::Restarted, tap("vnet3")]), [(Invariant::Monotonic, "lower-id")]);
    assert_eq!(classes(&[tap("vnet7"), Event::Restarted, tap("vnet8")]), []);
    let barred = [reserved("vnet5"), Event::Restarted, tap("vnet0")];
    assert_eq!(classes(&barred), [(Invariant::ReservationRespected, "lower-id")]);
}

#[test]
fn each_template_counts_to_the_end_of_its_own_room() {
    assert_eq!(classes(&[tap("vnet2147483647"), tap("vnet0")]), [(Invariant::Monotonic, "lower-id")]);
    assert_eq!(classes(&[tap("vnet99999999999"), tap("vnet0"), tap("vnet1")]), []);
    assert_eq!(classes(&[narrow(9), tap("vnet5"), narrow(0), tap("vnet6")]), []);
    assert_eq!(classes(&[narrow(8), narrow(0)]), [(Invariant::Monotonic, "lower-id")]);
    assert_eq!(classes(&[narrow(8), narrow(8)]), [(Invariant::Monotonic, "repeated-id")]);
}

#[test]
fn behind_a_wrap_a_counter_passes_over_what_another_template_has_given() {
    let of_two = call(DeviceKind::Macvtap, Some("vnet1%d"), End::Named { name: b"vnet12".to_vec(), adopted: false });
    let wrapped = |between: &[Event]| [&[tap("vnet99999999999"), reserved("vnet11")], between, &[tap("vnet13")]].concat();
    assert_eq!(classes(&wrapped(&[of_two])), []);
    assert_eq!(classes(&wrapped(&[])), [(Invariant::Monotonic, "lower-id")]);
    let own = call(DeviceKind::Macvtap, Some("vnet%d"), End::Named { name: b"vnet12".to_vec(), adopted: false });
    assert_eq!(classes(&[tap("vnet12"), tap("vnet99999999999"), reserved("vnet11"), own, tap("vnet13")]), []);
    let skipped = [tap("vnet12"), tap("vnet99999999999"), reserved("vnet11"), tap("vnet13")];
    assert_eq!(classes(&skipped), [(Invariant::Monotonic, "lower-id")], "its own names are no reason");
}

#[test]
fn one_counter_serves_every_kind() {
    let macvtap = call(DeviceKind::Macvtap, Some("vnet%d"), End::Named { name: b"vnet0".to_vec(), adopted: false });
    assert_eq!(classes(&[tap("vnet0"), macvtap.clone()]), [(Invariant::Monotonic, "repeated-id")]);
    assert_eq!(classes(&[reserved("vnet99999999999"), macvtap, tap("vnet1")]), [], "the wrap lifts the reservation");
}

#[test]
fn names_that_something_had_are_passed_over() {
    let around = |taken: Vec<Event>, next| [vec![narrow(5)], taken, vec![narrow(next)]].concat();
    assert_eq!(classes(&around(occupied(6..10), 0)), []);
    assert_eq!(classes(&around(occupied(7..10), 0)), [(Invariant::Monotonic, "lower-id")]);
    assert_eq!(classes(&around([occupied(6..10), occupied(0..3)].concat(), 3)), []);
    assert_eq!(classes(&around([occupied(6..10), occupied(1..3)].concat(), 3)), [(Invariant::Monotonic, "lower-id")]);
    let filled_in = vec![Event::Occupied { name: b"fourteen-bytes%d".to_vec() }];
    assert_eq!(classes(&around([occupied(7..10), filled_in].concat(), 0)), [], "the kernel may have given it the id 6");
    let refused = call(DeviceKind::Tap, Some("fourteen-bytes%d"), End::Refused);
    assert_eq!(classes(&around([vec![refused], occupied(8..10)].concat(), 0)), [], "a refused request takes two ids");
}

#[test]
fn a_device_that_stays_is_passed_over_in_the_next_lap() {
    let literal = |keep| {
        let (kind, wanted) = (DeviceKind::Tap, Some(format!("{NARROW}9").into_bytes()));
        Event::Called(Call { kind, wanted, keep, probes_fail: false, end: End::Literal { adopted: false } })
    };
    assert_eq!(classes(&[narrow(8), literal(true), narrow(0)]), []);
    assert_eq!(classes(&[narrow(8), literal(false), narrow(0)]), [(Invariant::Monotonic, "lower-id")]);
}

#[test]
fn a_reservation_raises_every_counter_that_there_is() {
    assert_eq!(classes(&[narrow(5), reserved("fourteen-bytes9"), narrow(0)]), []);
    assert_eq!(classes(&[narrow(9), reserved("fourteen-bytes4"), narrow(5)]), []);
    assert_eq!(classes(&[tap("vnet1"), reserved("vnet05"), tap("vnet0")]), [(Invariant::Monotonic, "lower-id")]);
}
