//! libvirt 7.0 and later: one generator with three counters, which only picks a name.
//!
//! Source: libvirt 7.0.0, 9.0.0, 10.0.0 and 11.3.0, `src/util/virnetdev.c`, `virNetDevGenerateName` and
//! `virNetDevReserveName`, which are the same in all four; and 9.0.0, `src/util/virnetdevtap.c`, `virNetDevTapCreate`, for the
//! refusal of a tap that a user named and that exists. That check is modelled as it is for a caller that does not pass the flag
//! `VIR_NETDEV_TAP_CREATE_ALLOW_EXISTING`; which callers pass it, and that 9.0.0 mixed them up for type ethernet, is outside the
//! generator. A mutex is held while the counter is incremented, not while the name is probed or the device created.
//!
//! Defects reproduced: nothing holds the name between its probe and the creation; a failed probe counts like a name that
//! exists; 10,000 attempts end the call although names are free; a user's template shares the counter of its kind, and one that
//! is too long burns 10,000 ids; after the reservation of the largest `int` the counter overflows, to `vnet-2147483648`.

use super::call::presence;
use super::counter::{Counters, Search, Wrap};
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Reserved, Step};
use crate::{IfName, NAME_MAX, Template};

/// Reserves the name of a running guest's device, in the counter of the first default prefix that it has.
pub(super) fn reserve(counters: &mut Counters, name: &[u8]) -> Reserved {
    Reserved::from_raise(DeviceKind::ALL.iter().find_map(|&kind| counters.raise(kind, kind.prefix(), name)))
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    wanted: Wanted,
    search: Search,
    at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Wanted {
    Expansion { prefix: Vec<u8>, suffix: Vec<u8> },
    Literal { name: Vec<u8>, checked: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    Probing(IfName),
    CheckingLiteral,
}

impl Machine {
    /// `check_taps` says whether a literal name for a tap is refused if it exists.
    pub(super) fn new(kind: DeviceKind, wanted: Option<Vec<u8>>, check_taps: bool) -> Self {
        let wanted = match wanted {
            None => Wanted::Expansion { prefix: kind.prefix().into(), suffix: Vec::new() },
            Some(name) => match Template::parse(&name) {
                Ok(t) => Wanted::Expansion { prefix: t.prefix().into(), suffix: t.suffix().into() },
                Err(_) => Wanted::Literal { name, checked: check_taps && kind == DeviceKind::Tap },
            },
        };
        Self { wanted, search: Search::new(kind, Wrap::AtLeast), at: At::Start }
    }

    pub(super) fn step(&mut self, counters: &mut Counters, answer: Option<Answer>) -> Step {
        match (self.at, &self.wanted) {
            (At::Start, Wanted::Literal { checked: false, .. }) => Step::Done(Outcome::Literal),
            (At::Start, Wanted::Literal { name, .. }) if name.len() > NAME_MAX => {
                Step::Done(Outcome::Refused(Refusal::ProbeFailed))
            }
            (At::Start, Wanted::Literal { name, .. }) => {
                let name = IfName::cut(name);
                self.at = At::CheckingLiteral;
                Step::Probe(name)
            }
            (At::CheckingLiteral, _) => Step::Done(match presence(answer) {
                Presence::Absent => Outcome::Literal,
                Presence::Present => Outcome::Refused(Refusal::InUse),
                Presence::Failed => Outcome::Refused(Refusal::ProbeFailed),
            }),
            (At::Probing(name), Wanted::Expansion { .. }) if presence(answer) == Presence::Absent => {
                Step::Done(Outcome::Generated(name))
            }
            (At::Start | At::Probing(_), Wanted::Expansion { prefix, suffix }) => {
                let Some(name) = self.search.next(counters, prefix, suffix) else {
                    return Step::Done(Outcome::Refused(Refusal::Exhausted));
                };
                self.at = At::Probing(name);
                Step::Probe(name)
            }
            (At::Probing(_), Wanted::Literal { .. }) => unreachable!("a literal name is not generated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, generated};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved, Step};
    use crate::IfName;

    const TAP: DeviceKind = DeviceKind::Tap;
    const MACVTAP: DeviceKind = DeviceKind::Macvtap;
    const EXHAUSTED: Option<Outcome> = Some(Outcome::Refused(Refusal::Exhausted));

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::Unified70), Host::with(names))
    }

    #[test]
    fn names_are_only_probed_and_each_kind_has_its_own_counter() {
        let (mut policy, mut host) = setup(&["vnet0"]);
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet1"));
        assert_eq!(host.log, [b"vnet0", b"vnet1"].map(|n| Step::Probe(IfName::cut(n))));
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet2"), "an id is handed out once");
        assert_eq!(host.run(&mut policy, MACVTAP, None), generated("macvtap0"));
        assert_eq!(host.run(&mut policy, DeviceKind::Macvlan, None), generated("macvlan0"));
    }

    #[test]
    fn a_users_template_shares_the_counter_of_its_kind() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, TAP, Some("mytap%d")), generated("mytap0"));
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet1"));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("v%dx")), generated("v0x"));
    }

    #[test]
    fn a_template_that_is_too_long_burns_ten_thousand_ids_without_a_host_operation() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, TAP, Some("a-very-long-name%d")), EXHAUSTED);
        assert!(host.log.is_empty());
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet10000"));
    }

    #[test]
    fn other_names_with_a_percent_are_literal() {
        let (mut policy, mut host) = setup(&[]);
        for name in ["vnet%d%d", "vnet%s", "vnet%5d", "%", "mytap0", "vnet7", ""] {
            assert_eq!(host.run(&mut policy, TAP, Some(name)), Some(Outcome::Literal), "{name}");
        }
        assert!(host.log.is_empty());
        assert_eq!(policy, Policy::new(Era::Unified70));
    }

    #[test]
    fn from_9_0_on_a_literal_tap_that_exists_is_refused() {
        let (mut policy, mut host) = (Policy::new(Era::Unified90), Host::with(&["mytap0"]));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap0")), Some(Outcome::Refused(Refusal::InUse)));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap1")), Some(Outcome::Literal));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mytap0")), Some(Outcome::Literal));
        assert_eq!(host.log.len(), 2);
        let failed = Some(Outcome::Refused(Refusal::ProbeFailed));
        assert_eq!(host.run(&mut policy, TAP, Some("sixteen-bytes-xx")), failed);
        assert_eq!(host.log.len(), 2);
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, TAP, Some("mytap1")), failed);
    }

    #[test]
    fn ten_thousand_attempts_end_the_call_with_the_counter_advanced() {
        let (mut policy, mut host) = setup(&[]);
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, TAP, None), EXHAUSTED);
        assert_eq!((host.log.len(), policy.counter(TAP)), (10_000, Some(9_999)));
    }

    #[test]
    fn reserving_the_largest_int_overflows_the_counter() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"vnet2147483647");
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet-2147483648"));
        policy.reserve(b"macvtap2147483647");
        assert_eq!(host.run(&mut policy, MACVTAP, None), EXHAUSTED, "macvtap-2147483648 does not fit");
    }

    #[test]
    fn counters_wrap_at_or_above_their_limit() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"vnet2147483646");
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet2147483647"));
        assert_eq!(host.run(&mut policy, TAP, None), generated("vnet0"));
        policy.reserve(b"macvtap500000000");
        assert_eq!(host.run(&mut policy, MACVTAP, None), generated("macvtap0"));
        policy.reserve(b"macvtap99999999");
        assert_eq!(host.run(&mut policy, MACVTAP, Some("m%d")), generated("m100000000"));
        assert_eq!(policy.counter(MACVTAP), Some(-1));
    }

    #[test]
    fn reservations_raise_the_counter_of_their_prefix() {
        let (mut policy, _) = setup(&[]);
        assert_eq!(policy.reserve(b"macvlan7"), Reserved::Raised);
        assert_eq!(policy.reserve(b"vnet-5"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnet+5"), Reserved::Raised);
        assert_eq!(policy.reserve(b"vnet5"), Reserved::Unchanged);
        for name in [&b"vnet5a"[..], b"vnet", b"vif5", b""] {
            assert_eq!(policy.reserve(name), Reserved::Ignored);
        }
        assert_eq!(DeviceKind::ALL.map(|kind| policy.counter(kind)), [Some(5), Some(-1), Some(7)]);
        policy.restart();
        assert_eq!(policy, Policy::new(Era::Unified70));
    }
}
