//! The patch mailed to libvir-list in August 2020, v1: a counter for taps, used modulo 100,000. It was never released.
//!
//! Source: that patch's `virNetDevTapReserveName` and `virNetDevTapCreate` in `src/util/virnetdevtap.c`, with C's arithmetic:
//! remainders have the sign of the dividend, and the overflow of `int`, which C leaves undefined, wraps in two's complement.
//! The QEMU driver passes `vnet%d` down as it did before, so that every generated name goes through the counter.
//!
//! Defects reproduced:
//! * A search that starts at id 0, as the first of a daemon does, never ends when no name is free: its end is recognised by
//!   `id + 1 == start`.
//! * A search that starts elsewhere stops before it tests its last candidate: 99,999 of 100,000.
//! * A failed probe counts like a name that exists, so that either happens when the daemon runs out of file descriptors.
//! * Only the use of the counter is reduced, not the counter: it overflows after 2³¹ names, and ids become negative.
//! * A reservation compares the reduced counter but stores the unreduced id, so that it can move the counter backwards.
//! * Ids from 2³¹ on look negative to a reservation, which ignores them.

use super::call::presence;
use super::counter::{Counters, candidate};
use super::tap_creation::{TapName, create, finish};
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Reserved, Step, reserve_number};

/// The number of ids in the patch's ring.
pub(super) const RING: i32 = 100_000;

/// Reserves the name of a running guest's tap.
pub(super) fn reserve(counters: &mut Counters, name: &[u8]) -> Reserved {
    let Some(id) = reserve_number::parse_after(DeviceKind::Tap.prefix(), name) else { return Reserved::Ignored };
    let ring = ring(counters);
    let last = counters.last_mut(DeviceKind::Tap);
    if *last % ring < id {
        *last = id;
        return Reserved::Raised;
    }
    Reserved::Unchanged
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    name: TapName,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    Probing { start: i32, id: i32 },
    Creating,
}

impl Machine {
    pub(super) fn new(wanted: Option<Vec<u8>>) -> Self {
        Self { name: TapName::new(wanted), at: At::Start }
    }

    pub(super) fn step(&mut self, counters: &mut Counters, answer: Option<Answer>) -> Step {
        match (self.at, &self.name) {
            (At::Start, TapName::Literal(name)) => {
                let step = create(name);
                self.at = At::Creating;
                step
            }
            (At::Start, TapName::Template) => {
                let start = advance(counters);
                self.attempt(start, start)
            }
            (At::Probing { start, id }, _) => match presence(answer) {
                Presence::Absent => {
                    self.at = At::Creating;
                    create(named(id).as_bytes())
                }
                Presence::Present | Presence::Failed => {
                    let id = advance(counters);
                    self.attempt(start, id)
                }
            },
            (At::Creating, _) => finish(answer),
        }
    }

    fn attempt(&mut self, start: i32, id: i32) -> Step {
        if id + 1 == start {
            return Step::Done(Outcome::Refused(Refusal::Exhausted));
        }
        self.at = At::Probing { start, id };
        Step::Probe(named(id))
    }
}

/// Counts up, and reduces the result only.
fn advance(counters: &mut Counters) -> i32 {
    let ring = ring(counters);
    let last = counters.last_mut(DeviceKind::Tap);
    *last = last.wrapping_add(1);
    *last % ring
}

/// The number of ids in the ring, which is [`RING`] unless it was limited.
fn ring(counters: &Counters) -> i32 {
    counters.limit(DeviceKind::Tap) + 1
}

/// The name with an id of the ring, which always fits.
fn named(id: i32) -> crate::IfName {
    candidate(DeviceKind::Tap.prefix().as_bytes(), id, b"").expect("an id of the ring has at most six bytes")
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, created};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved};

    const TAP: DeviceKind = DeviceKind::Tap;

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::MailV1), Host::with(names))
    }

    #[test]
    fn ids_go_up_and_a_freed_name_is_not_reused() {
        let (mut policy, mut host) = setup(&["vnet1"]);
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet0"));
        host.delete("vnet0");
        assert_eq!(host.run(&mut policy, TAP, Some("vnet%d")), created("vnet2"));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap%d")), created("vnet3"));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap0")), created("mytap0"));
    }

    #[test]
    fn a_search_from_zero_never_ends_when_all_is_taken() {
        let (mut policy, mut host) = setup(&[]);
        host.all_present = true;
        host.bound = 1_000_000;
        assert_eq!(host.run(&mut policy, TAP, None), None);
        assert_eq!(host.log.len(), 1_000_000);
    }

    #[test]
    fn a_search_from_elsewhere_tests_all_ids_but_the_last() {
        let (mut policy, mut host) = setup(&[]);
        host.all_present = true;
        host.bound = 1_000_000;
        assert_eq!(policy.reserve(b"vnet6"), Reserved::Raised);
        assert_eq!(host.run(&mut policy, TAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
        assert_eq!(host.log.len(), 99_999);
        assert!(!host.probed("vnet6") && host.probed("vnet5") && host.probed("vnet7"));
    }

    #[test]
    fn a_failed_probe_counts_as_taken_and_never_ends_either() {
        let (mut policy, mut host) = setup(&[]);
        host.probes_fail = true;
        host.bound = 200_000;
        assert_eq!(host.run(&mut policy, TAP, None), None);
    }

    #[test]
    fn the_counter_overflows_into_negative_ids() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(policy.reserve(b"vnet2147483646"), Reserved::Raised);
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet83647"));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet-83648"));
        assert_eq!(policy.counter(TAP), Some(i32::MIN));
    }

    #[test]
    fn a_reservation_can_move_the_counter_backwards() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"vnet100005");
        assert_eq!(policy.reserve(b"vnet50"), Reserved::Raised);
        assert_eq!(policy.counter(TAP), Some(50));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet51"));
    }

    #[test]
    fn a_reservation_stores_ids_beyond_the_ring_unreduced() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"vnet150000");
        assert_eq!(policy.counter(TAP), Some(150_000));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet50001"));
    }

    #[test]
    fn a_reservation_ignores_ids_that_look_negative() {
        let (mut policy, _) = setup(&[]);
        assert_eq!(policy.reserve(b"vnet2147483648"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnet-5"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnet-4294967295"), Reserved::Raised);
        assert_eq!(policy.counter(TAP), Some(1));
        assert_eq!(policy.reserve(b"vnet5a"), Reserved::Ignored);
        assert_eq!(policy.reserve(b"macvtap9"), Reserved::Ignored);
    }
}
