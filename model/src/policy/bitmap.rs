//! Macvtaps and macvlans in libvirt 1.3.2 to 6.7: two bitmaps of 8192 ids, lowest free first.
//!
//! Source: libvirt from commit 370608b4c7 to 6.7.0, `src/util/virnetdevmacvlan.c`, `virNetDevMacVLanReserveID`,
//! `virNetDevMacVLanReleaseID`, `virNetDevMacVLanReserveName`, `virNetDevMacVLanReleaseName` and
//! `virNetDevMacVLanCreateWithVPortProfile`. One mutex is held during each attempt to create, but not by reservations at
//! reconnect and releases.
//!
//! Defects reproduced: a freed name is handed out again at once; releasing a name clears its bit whoever owns it, and whether
//! or not the device was deleted; `macvtap-1` reserves the first free id instead, and nothing releases it; an id above 8191
//! cannot be reserved, so that a requested `macvtap9000` is replaced although its creation would work; bits are lost when the
//! daemon restarts; 8191 rounds never reach the 8192nd id.

use super::bitmap_ids::{Bitmaps, IDS};
use super::call::created;
use super::counter::candidate;
use super::requested::{self, Next};
use super::{Answer, DeviceKind, Outcome, Refusal, Step};
use crate::{Errno, IfName};

/// How many picked names are tried in one call.
const ROUNDS: i32 = IDS - 1;

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    kind: DeviceKind,
    wanted: Option<Vec<u8>>,
    rounds: i32,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    ProbingRequested(IfName),
    CreatingRequested { name: IfName, auto: bool },
    Creating(i32),
}

impl Machine {
    pub(super) fn new(kind: DeviceKind, wanted: Option<Vec<u8>>) -> Self {
        Self { kind, wanted, rounds: ROUNDS, at: At::Start }
    }

    pub(super) fn step(&mut self, bitmaps: &mut Bitmaps, answer: Option<Answer>) -> Step {
        match self.at {
            At::Start => match self.wanted.as_deref().map(requested::probe) {
                None => self.pick(bitmaps, -1),
                Some(Ok(name)) => {
                    self.at = At::ProbingRequested(name);
                    Step::Probe(name)
                }
                Some(Err(end)) => end,
            },
            At::ProbingRequested(name) => self.after_probe(bitmaps, name, answer),
            At::CreatingRequested { name, auto } => match created(answer) {
                Ok(name) => Step::Done(Outcome::Created(name)),
                Err(_) if auto => {
                    bitmaps.release_name(name.as_bytes());
                    self.pick(bitmaps, -1)
                }
                Err(errno) => Step::Done(Outcome::Refused(Refusal::Create(errno))),
            },
            At::Creating(id) => match created(answer) {
                Ok(name) => Step::Done(Outcome::Created(name)),
                Err(errno) => {
                    bitmaps.release_id(self.kind, id);
                    match errno {
                        Errno::EEXIST => self.pick(bitmaps, id),
                        _ => Step::Done(Outcome::Refused(Refusal::Create(errno))),
                    }
                }
            },
        }
    }

    fn after_probe(&mut self, bitmaps: &mut Bitmaps, name: IfName, answer: Option<Answer>) -> Step {
        let auto = requested::is_auto(name.as_bytes());
        match requested::after_probe(answer, auto) {
            Next::Create if auto && bitmaps.reserve_name(name.as_bytes()) != Some(true) => self.pick(bitmaps, -1),
            Next::Create => {
                self.at = At::CreatingRequested { name, auto };
                Step::Create(name)
            }
            Next::Pick => self.pick(bitmaps, -1),
            Next::End(refusal) => Step::Done(Outcome::Refused(refusal)),
        }
    }

    /// Goes on with the first free id after this one.
    fn pick(&mut self, bitmaps: &mut Bitmaps, after: i32) -> Step {
        let id = if self.rounds > 0 { bitmaps.reserve_after(self.kind, after) } else { None };
        let Some(id) = id else { return Step::Done(Outcome::Refused(Refusal::Exhausted)) };
        self.rounds -= 1;
        self.at = At::Creating(id);
        Step::Create(candidate(self.kind.prefix().as_bytes(), id, b"").expect("an id below 8192 fits behind a default prefix"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, created};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Step};
    use crate::{Errno, IfName};

    const MACVTAP: DeviceKind = DeviceKind::Macvtap;

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::MacvtapBitmap), Host::with(names))
    }

    #[test]
    fn a_picked_name_is_created_without_a_probe_and_lost_races_go_on_behind_it() {
        let (mut policy, mut host) = setup(&["macvtap0"]);
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap1"));
        assert_eq!(host.log, [b"macvtap0", b"macvtap1"].map(|n| Step::Create(IfName::cut(n))));
        host.delete("macvtap0");
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap0"), "a failed attempt releases its id");
        assert_eq!(host.run(&mut policy, DeviceKind::Macvlan, None), created("macvlan0"));
    }

    #[test]
    fn releasing_a_name_that_another_device_bears_clears_its_bit() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap0"));
        let owned = policy.clone();
        policy.release(b"macvtap0");
        assert_ne!(policy, owned);
        assert_eq!(policy, Policy::new(Era::MacvtapBitmap));
    }

    #[test]
    fn a_failed_creation_other_than_eexist_ends_the_call_and_releases_the_id() {
        let (mut policy, mut host) = setup(&[]);
        host.create_error = Some(Errno::EPERM);
        assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::Create(Errno::EPERM))));
        assert_eq!(policy, Policy::new(Era::MacvtapBitmap));
    }

    #[test]
    fn eight_thousand_one_hundred_ninety_one_rounds_never_reach_the_last_id() {
        let (mut policy, mut host) = setup(&[]);
        host.create_error = Some(Errno::EEXIST);
        assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::Exhausted)));
        assert_eq!(host.log.len(), 8191);
        assert_eq!(host.log.last(), Some(&Step::Create(IfName::cut(b"macvtap8190"))));
    }

    #[test]
    fn a_requested_name_is_reserved_in_the_bitmap_of_its_prefix() {
        let (mut policy, mut host) = setup(&["mine"]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvlan0")), created("macvlan0"));
        assert_eq!(host.run(&mut policy, DeviceKind::Macvlan, None), created("macvlan1"));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), Some(Outcome::Refused(Refusal::InUse)));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("yours")), created("yours"));
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap3")), Some(Outcome::Refused(Refusal::ProbeFailed)));
    }

    #[test]
    fn a_requested_name_falls_back_when_it_exists_is_reserved_or_cannot_be_created() {
        let (mut policy, mut host) = setup(&["macvtap5"]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap5")), created("macvtap0"));
        policy.reserve(b"macvtap6");
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap6")), created("macvtap1"));
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap7")), created("macvtap2"));
        host.create_error = Some(Errno::EPERM);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), Some(Outcome::Refused(Refusal::Create(Errno::EPERM))));
    }

    #[test]
    fn a_requested_id_above_8191_is_replaced_although_its_creation_would_work() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap9000")), created("macvtap0"));
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap%d")), created("macvtap1"));
    }

    #[test]
    fn the_id_that_macvtap_minus_one_took_is_never_released() {
        let (mut policy, mut host) = setup(&[]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap-1")), created("macvtap-1"));
        host.delete("macvtap-1");
        policy.release(b"macvtap-1");
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap1"));
    }
}
