//! Taps in libvirt 6.8 to 6.10: a counter of their own.
//!
//! Source: libvirt 6.8.0 (commit 95089f481e), `src/util/virnetdevtap.c`, `virNetDevTapReserveName`, `virNetDevTapGenerateName`
//! and `virNetDevTapCreate`. The QEMU driver passes `vnet%d` down as it did before; only that template is generated from. One
//! mutex is held from the generation to the end of the creation.
//!
//! Defects reproduced: a failed probe counts like a name that exists; 10,000 names in use end the call although names are free,
//! and the next call goes on 10,000 further; the counter wraps at the largest `int`, but overflows when that id was reserved.

use super::call::presence;
use super::counter::{Counters, Search, Wrap};
use super::tap_creation::{TapName, create, finish};
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Reserved, Step};
use crate::IfName;

/// Reserves the name of a running guest's tap.
pub(super) fn reserve(counters: &mut Counters, name: &[u8]) -> Reserved {
    Reserved::from_raise(counters.raise(DeviceKind::Tap, DeviceKind::Tap.prefix(), name))
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    name: TapName,
    search: Search,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    Probing(IfName),
    Creating,
}

impl Machine {
    pub(super) fn new(wanted: Option<Vec<u8>>) -> Self {
        Self { name: TapName::new(wanted), search: Search::new(DeviceKind::Tap, Wrap::AtLeast), at: At::Start }
    }

    pub(super) fn step(&mut self, counters: &mut Counters, answer: Option<Answer>) -> Step {
        match (self.at, &self.name) {
            (At::Start, TapName::Template) => self.attempt(counters),
            (At::Start, TapName::Literal(name)) => {
                self.at = At::Creating;
                create(name)
            }
            (At::Probing(name), _) => match presence(answer) {
                Presence::Absent => {
                    self.at = At::Creating;
                    Step::Create(name)
                }
                Presence::Present | Presence::Failed => self.attempt(counters),
            },
            (At::Creating, _) => finish(answer),
        }
    }

    fn attempt(&mut self, counters: &mut Counters) -> Step {
        match self.search.next(counters, DeviceKind::Tap.prefix().as_bytes(), b"") {
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
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved, Step};
    use crate::{Errno, IfName};

    const TAP: DeviceKind = DeviceKind::Tap;

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::Tap68), Host::with(names))
    }

    #[test]
    fn a_name_is_generated_and_created_in_one_call() {
        let (mut policy, mut host) = setup(&["vnet0"]);
        assert_eq!(host.run(&mut policy, TAP, Some("vnet9")), created("vnet1"));
        let [zero, one] = [b"vnet0", b"vnet1"].map(|n| IfName::cut(n));
        assert_eq!(host.log, [Step::Probe(zero), Step::Probe(one), Step::Create(one)]);
    }

    #[test]
    fn a_users_template_is_overwritten_and_a_literal_is_not_probed() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, TAP, Some("mytap%d")), created("vnet0"));
        host.log.clear();
        assert_eq!(host.run(&mut policy, TAP, Some("mytap0")), created("mytap0"));
        assert_eq!(host.log, [Step::Create(IfName::cut(b"mytap0"))]);
    }

    #[test]
    fn a_failed_creation_is_final() {
        let (mut policy, mut host) = setup(&[]);
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, TAP, None), Some(Outcome::Refused(Refusal::Create(Errno::EBUSY))));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet1"));
    }

    #[test]
    fn ten_thousand_taken_names_end_the_call_and_a_retry_goes_on_behind_them() {
        let (mut policy, mut host) = setup(&[]);
        host.all_present = true;
        assert_eq!(host.run(&mut policy, TAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
        assert_eq!(host.log.len(), 10_000);
        assert_eq!(policy.counter(TAP), Some(9_999));
        host.all_present = false;
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet10000"));
    }

    #[test]
    fn a_failed_probe_counts_as_taken() {
        let (mut policy, mut host) = setup(&[]);
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, TAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
    }

    #[test]
    fn the_counter_wraps_behind_the_largest_int() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(policy.reserve(b"vnet2147483646"), Reserved::Raised);
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet2147483647"));
        assert_eq!(policy.counter(TAP), Some(-1));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet0"));
    }

    #[test]
    fn reserving_the_largest_int_overflows_the_counter() {
        let (mut policy, mut host) = setup(&[]);
        policy.reserve(b"vnet2147483647");
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet-2147483648"));
    }

    #[test]
    fn reservations_only_raise_and_other_names_are_ignored() {
        let (mut policy, _) = setup(&[]);
        assert_eq!(policy.reserve(b"vnet05"), Reserved::Raised);
        assert_eq!(policy.reserve(b"vnet3"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnet-5"), Reserved::Unchanged);
        assert_eq!(policy.reserve(b"vnetx"), Reserved::Ignored);
        assert_eq!(policy.reserve(b"macvtap7"), Reserved::Ignored);
        assert_eq!(policy.counter(TAP), Some(5));
    }
}
