//! Macvtaps and macvlans before libvirt 1.3.2: count up from 0.
//!
//! Source: the message of commit 370608b4c7, which replaced this, says that names were counted up from 0 and that a lost race
//! was tried again, 5 times at most. The order of probe and creation, the range of ids, the treatment of a requested name and
//! of errors are reconstructed from libvirt 0.10.2, `src/util/virnetdevmacvlan.c`, `virNetDevMacVLanCreateWithVPortProfile`;
//! releases between 0.10.2 and 1.3.2 were not compared. No lock, no state, no reservation.
//!
//! Defects reproduced: a freed name is handed out again at once; the fifth creation that fails with EEXIST ends the call
//! although names are free; and when the loop has run out of ids, the call goes on with the last one, `macvtap8191`, as if it
//! had created that device.

use super::call::{created, presence};
use super::counter::candidate;
use super::requested::{self, Next};
use super::{Answer, DeviceKind, Outcome, Presence, Refusal, Step};
use crate::{Errno, IfName};

/// The number of ids that are tried.
const IDS: i32 = 8192;

/// How many creations may fail with EEXIST; the last of them ends the call.
const TRIES: u32 = 5;

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    kind: DeviceKind,
    wanted: Option<Vec<u8>>,
    tries: u32,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    Start,
    ProbingRequested(IfName),
    CreatingRequested,
    Probing(i32),
    Creating(i32),
}

impl Machine {
    pub(super) fn new(kind: DeviceKind, wanted: Option<Vec<u8>>) -> Self {
        Self { kind, wanted, tries: TRIES, at: At::Start }
    }

    pub(super) fn step(&mut self, answer: Option<Answer>) -> Step {
        match self.at {
            At::Start => self.start(),
            At::ProbingRequested(name) => {
                let own_prefix = name.as_bytes().starts_with(self.kind.prefix().as_bytes());
                match requested::after_probe(answer, own_prefix) {
                    Next::Create => {
                        self.at = At::CreatingRequested;
                        Step::Create(name)
                    }
                    Next::Pick => self.attempt(0),
                    Next::End(refusal) => Step::Done(Outcome::Refused(refusal)),
                }
            }
            At::CreatingRequested => Step::Done(match created(answer) {
                Ok(name) => Outcome::Created(name),
                Err(errno) => Outcome::Refused(Refusal::Create(errno)),
            }),
            At::Probing(id) => match presence(answer) {
                Presence::Absent => {
                    self.at = At::Creating(id);
                    Step::Create(self.named(id))
                }
                Presence::Present => self.attempt(id + 1),
                Presence::Failed => Step::Done(Outcome::Refused(Refusal::ProbeFailed)),
            },
            At::Creating(id) => self.after_creation(id, created(answer)),
        }
    }

    fn start(&mut self) -> Step {
        match self.wanted.as_deref().map(requested::probe) {
            None => self.attempt(0),
            Some(Ok(name)) => {
                self.at = At::ProbingRequested(name);
                Step::Probe(name)
            }
            Some(Err(end)) => end,
        }
    }

    fn attempt(&mut self, id: i32) -> Step {
        if id == IDS {
            return Step::Done(Outcome::Created(self.named(id - 1)));
        }
        self.at = At::Probing(id);
        Step::Probe(self.named(id))
    }

    fn after_creation(&mut self, id: i32, result: Result<IfName, Errno>) -> Step {
        match result {
            Ok(name) => Step::Done(Outcome::Created(name)),
            Err(Errno::EEXIST) if self.tries > 1 => {
                self.tries -= 1;
                self.attempt(id + 1)
            }
            Err(errno) => Step::Done(Outcome::Refused(Refusal::Create(errno))),
        }
    }

    fn named(&self, id: i32) -> IfName {
        candidate(self.kind.prefix().as_bytes(), id, b"").expect("an id below 8192 fits behind a default prefix")
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, created};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved, Step};
    use crate::{Errno, IfName};

    const MACVTAP: DeviceKind = DeviceKind::Macvtap;

    fn setup(names: &[&str]) -> (Policy, Host) {
        (Policy::new(Era::MacvtapScan), Host::with(names))
    }

    #[test]
    fn the_lowest_free_number_is_probed_and_created() {
        let (mut policy, mut host) = setup(&["macvtap0"]);
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap1"));
        let [zero, one] = [b"macvtap0", b"macvtap1"].map(|n| IfName::cut(n));
        assert_eq!(host.log, [Step::Probe(zero), Step::Probe(one), Step::Create(one)]);
        host.delete("macvtap1");
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap1"));
        assert_eq!(host.run(&mut policy, DeviceKind::Macvlan, None), created("macvlan0"));
    }

    #[test]
    fn the_fifth_lost_race_ends_the_call() {
        let (mut policy, mut host) = setup(&[]);
        host.lost_races = 4;
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap4"));
        host.lost_races = 5;
        assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::Create(Errno::EEXIST))));
    }

    #[test]
    fn a_failed_probe_ends_the_call() {
        let (mut policy, mut host) = setup(&[]);
        host.probes_fail = true;
        assert_eq!(host.run(&mut policy, MACVTAP, None), Some(Outcome::Refused(Refusal::ProbeFailed)));
        assert_eq!(host.log.len(), 1);
    }

    #[test]
    fn when_all_names_exist_the_last_one_is_taken_for_its_own() {
        let (mut policy, mut host) = setup(&[]);
        host.all_present = true;
        assert_eq!(host.run(&mut policy, MACVTAP, None), created("macvtap8191"));
        assert_eq!(host.log.len(), 8192);
        assert!(host.log.iter().all(|step| matches!(step, Step::Probe(_))));
    }

    #[test]
    fn a_requested_name_in_use_is_replaced_only_with_the_prefix_of_its_kind() {
        let (mut policy, mut host) = setup(&["macvtap7", "macvlan7", "mytap"]);
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap7")), created("macvtap0"));
        for name in ["macvlan7", "mytap"] {
            assert_eq!(host.run(&mut policy, MACVTAP, Some(name)), Some(Outcome::Refused(Refusal::InUse)));
        }
        assert_eq!(host.run(&mut policy, MACVTAP, Some("mine")), created("mine"));
    }

    #[test]
    fn a_requested_name_whose_creation_fails_ends_the_call() {
        let (mut policy, mut host) = setup(&[]);
        host.lost_races = 1;
        assert_eq!(host.run(&mut policy, MACVTAP, Some("macvtap3")), Some(Outcome::Refused(Refusal::Create(Errno::EEXIST))));
        let long = host.run(&mut policy, MACVTAP, Some("macvtap123456789"));
        assert_eq!(long, Some(Outcome::Refused(Refusal::ProbeFailed)));
        assert_eq!(policy.reserve(b"macvtap3"), Reserved::Ignored);
    }
}
