//! Macvtaps and macvlans in libvirt 6.8 to 6.10: two counters.
//!
//! Source: libvirt 6.8.0 (commit d7f38beb2e), `src/util/virnetdevmacvlan.c`, `virNetDevMacVLanReserveNameInternal`,
//! `virNetDevMacVLanGenerateName` and `virNetDevMacVLanCreateWithVPortProfile`. One mutex is held from the probe of a requested
//! name until the device exists.
//!
//! Defects reproduced: reserving a macvlan's name raises the macvtap counter, and never the macvlan counter; the counter wraps
//! only when it equals 100,000,000, so that after the reservation of an id from there on every name is too long; a failed probe
//! of a generated name counts like a name that exists; a lost race ends the call, which it did not before.

use super::call::created;
use super::call::presence;
use super::counter::{Counters, Search, Wrap};
use super::requested::{self, Next};
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Reserved, Step};
use crate::IfName;

/// Reserves the name of a running guest's device, in the macvtap counter for either prefix.
pub(super) fn reserve(counters: &mut Counters, name: &[u8]) -> Reserved {
    let prefixes = [DeviceKind::Macvtap.prefix(), DeviceKind::Macvlan.prefix()];
    Reserved::from_raise(prefixes.iter().find_map(|prefix| counters.raise(DeviceKind::Macvtap, prefix, name)))
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    kind: DeviceKind,
    wanted: Option<Vec<u8>>,
    search: Search,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    ProbingRequested(IfName),
    CreatingRequested { auto: bool },
    Probing(IfName),
    Creating,
}

impl Machine {
    pub(super) fn new(kind: DeviceKind, wanted: Option<Vec<u8>>) -> Self {
        Self { kind, wanted, search: Search::new(kind, Wrap::Equal), at: At::Start }
    }

    pub(super) fn step(&mut self, counters: &mut Counters, answer: Option<Answer>) -> Step {
        match self.at {
            At::Start => match self.wanted.as_deref().map(requested::probe) {
                None => self.attempt(counters),
                Some(Ok(name)) => {
                    self.at = At::ProbingRequested(name);
                    Step::Probe(name)
                }
                Some(Err(end)) => end,
            },
            At::ProbingRequested(name) => self.after_probe(counters, name, answer),
            At::CreatingRequested { auto } => match created(answer) {
                Ok(name) => Step::Done(Outcome::Created(name)),
                Err(_) if auto => self.attempt(counters),
                Err(errno) => Step::Done(Outcome::Refused(Refusal::Create(errno))),
            },
            At::Probing(name) => match presence(answer) {
                Presence::Absent => {
                    self.at = At::Creating;
                    Step::Create(name)
                }
                Presence::Present | Presence::Failed => self.attempt(counters),
            },
            At::Creating => Step::Done(match created(answer) {
                Ok(name) => Outcome::Created(name),
                Err(errno) => Outcome::Refused(Refusal::Create(errno)),
            }),
        }
    }

    fn after_probe(&mut self, counters: &mut Counters, name: IfName, answer: Option<Answer>) -> Step {
        let auto = requested::is_auto(name.as_bytes());
        match requested::after_probe(answer, auto) {
            Next::Create => {
                reserve(counters, name.as_bytes());
                self.at = At::CreatingRequested { auto };
                Step::Create(name)
            }
            Next::Pick => self.attempt(counters),
            Next::End(refusal) => Step::Done(Outcome::Refused(refusal)),
        }
    }

    fn attempt(&mut self, counters: &mut Counters) -> Step {
        match self.search.next(counters, self.kind.prefix().as_bytes(), b"") {
            Some(name) => {
                self.at = At::Probing(name);
                Step::Probe(name)
            }
            None => Step::Done(Outcome::Refused(Refusal::Exhausted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, created};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved};
    use crate::Errno;

    const MACVTAP: DeviceKind = DeviceKind::Macvtap;
    const MACVLAN: DeviceKind = DeviceKind::Macvlan;

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::Macvtap68), Host::with(names))
    }

    #[test]
    fn each_kind_has_its_own_counter() {
        let (mut policy, mut host) = setup(&["macvtap0"]);
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap1"));
        assert_eq!(host.run(&mut policy, MACVLAN, None), created("macvlan0"));
        host.delete("macvtap1");
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap2"));
    }

    #[test]
    fn reserving_a_macvlan_raises_the_macvtap_counter() {
        let (mut policy, _) = setup(&[]);
        assert_eq!(policy.reserve(b"macvlan7"), Reserved::Raised);
        assert_eq!((policy.counter(MACVTAP), policy.counter(MACVLAN)), (Some(7), Some(-1)));
        assert_eq!(policy.reserve(b"macvtap7"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"macvtap-1"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnet9"), Reserved::Ignored);
    }

    #[test]
    fn the_counter_wraps_behind_one_hundred_million() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"macvtap99999998");
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap99999999"));
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap0"), "100000000 is tried, but does not fit");
    }

    #[test]
    fn after_an_id_beyond_the_limit_every_name_is_too_long() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"macvtap100000000");
        for call in 1..=2 {
            assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
            assert_eq!(policy.counter(MACVTAP), Some(100_000_000 + call * 10_000));
        }
        assert!(host.log.is_empty(), "a name that does not fit is not looked up");
    }

    #[test]
    fn a_requested_name_that_is_free_is_reserved_and_created() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap41")), created("macvtap41"));
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap42"));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), created("mine"));
    }

    #[test]
    fn a_requested_name_in_use_is_replaced_if_it_has_a_default_prefix() {
        let (mut policy, mut host) = setup(&["macvlan5", "mine"]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvlan5")), created("macvtap0"));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), Some(Outcome::Refused(Refusal::InUse)));
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvlan5")), Some(Outcome::Refused(Refusal::ProbeFailed)));
    }

    #[test]
    fn a_lost_race_falls_back_from_a_requested_name_but_is_final_for_a_generated_one() {
        let (mut policy, mut host) = setup(&[]);
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap3")), created("macvtap4"));
        let refused = Some(Outcome::Refused(Refusal::Create(Errno::EEXIST)));
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, MACVTAP, None), refused);
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), refused);
    }

    #[test]
    fn ten_thousand_failed_probes_end_the_call() {
        let (mut policy, mut host) = setup(&[]);
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
        assert_eq!(policy.counter(MACVTAP), Some(9_999));
    }
}
