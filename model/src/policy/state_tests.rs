//! What holds for every era.

use super::super::Presence;
use super::super::test_host::{Host, created, generated};
use super::*;
use crate::IfName;

#[test]
fn kinds_that_an_era_has_no_devices_of_are_unsupported() {
    for era in Era::ALL {
        for kind in DeviceKind::ALL {
            let outcome = Host::with(&[]).run(&mut Policy::new(era), kind, None);
            let unsupported = outcome == Some(Outcome::Refused(Refusal::Unsupported));
            assert_eq!(unsupported, !era.kinds().contains(&kind), "{era} {kind}");
        }
    }
}

#[test]
fn every_era_gives_a_first_name_and_creates_it_or_not() {
    for era in Era::ALL {
        for &kind in era.kinds() {
            let name = IfName::cut(format!("{}0", kind.prefix()).as_bytes());
            let outcome = Host::with(&[]).run(&mut Policy::new(era), kind, None);
            let expected = if era.creates() { Outcome::Created(name) } else { Outcome::Generated(name) };
            assert_eq!(outcome, Some(expected), "{era}");
        }
    }
}

#[test]
fn a_restart_forgets_everything() {
    for era in Era::ALL {
        let mut policy = Policy::new(era);
        for name in [&b"vnet7"[..], b"macvtap7", b"macvlan7"] {
            policy.reserve(name);
        }
        policy.restart();
        assert_eq!(policy, Policy::new(era));
    }
}

#[test]
fn a_limited_counter_starts_again_behind_its_limit() {
    for era in [Era::MailV1, Era::Tap68, Era::Macvtap68, Era::Unified70, Era::Unified90] {
        for &kind in era.kinds() {
            let mut policy = Policy::new(era).with_limit(2);
            for id in [0, 1, 2, 0] {
                let name = format!("{}{id}", kind.prefix());
                let outcome = Host::with(&[]).run(&mut policy, kind, None);
                assert!([created(&name), generated(&name)].contains(&outcome), "{era} {name}: {outcome:?}");
            }
            policy.restart();
            assert_eq!(policy, Policy::new(era).with_limit(2), "a restart keeps the limit");
        }
    }
}

#[test]
fn a_limit_changes_nothing_above_that_of_the_era_or_without_a_counter() {
    for era in Era::ALL {
        assert_eq!(Policy::new(era).with_limit(u32::MAX), Policy::new(era));
    }
    assert_eq!(Policy::new(Era::MacvtapBitmap).with_limit(0), Policy::new(Era::MacvtapBitmap));
}

#[test]
fn names_end_at_the_first_nul() {
    let mut policy = Policy::new(Era::Unified70);
    assert_eq!(policy.reserve(b"vnet5\0x"), Reserved::Raised);
    let request = Request { kind: DeviceKind::Tap, wanted: Some(b"t%d\0%d".to_vec()) };
    let outcome = policy.run(request, &mut |_| Answer::Exists(Presence::Absent), 1).0;
    assert_eq!(outcome, generated("t6"));
}

#[test]
fn a_bound_on_host_operations_ends_a_run_without_an_outcome() {
    let request = || Request { kind: DeviceKind::Tap, wanted: None };
    let mut absent = |_| Answer::Exists(Presence::Absent);
    let mut policy = Policy::new(Era::Unified70);
    assert_eq!(policy.run(request(), &mut absent, 0), (None, 0));
    assert_eq!(policy.run(request(), &mut absent, 1), (generated("vnet1"), 1));
    let mut present = |_| Answer::Exists(Presence::Present);
    assert_eq!(policy.run(request(), &mut present, 7), (None, 7));
}

#[test]
fn two_calls_of_one_process_never_share_an_id() {
    let mut policy = Policy::new(Era::Unified90);
    let request = || Request { kind: DeviceKind::Tap, wanted: None };
    let (mut a, mut b) = (policy.begin(request()), policy.begin(request()));
    let [zero, one] = [b"vnet0", b"vnet1"].map(|name| IfName::cut(name));
    assert_eq!(a.step(&mut policy, None), Step::Probe(zero));
    assert_eq!(b.step(&mut policy, None), Step::Probe(one));
    let absent = Some(Answer::Exists(Presence::Absent));
    assert_eq!(b.step(&mut policy, absent), Step::Done(Outcome::Generated(one)));
    assert_eq!(a.step(&mut policy, absent), Step::Done(Outcome::Generated(zero)));
}

#[test]
#[should_panic(expected = "a Step::Create takes an Answer::Created")]
fn an_answer_of_the_wrong_kind_is_a_programmers_error() {
    let mut policy = Policy::new(Era::KernelTemplate);
    let request = Request { kind: DeviceKind::Tap, wanted: None };
    policy.run(request, &mut |_| Answer::Exists(Presence::Absent), 9);
}

#[test]
#[should_panic(expected = "a policy of another era")]
fn a_policy_of_another_era_is_a_programmers_error() {
    let mut call = Policy::new(Era::Tap68).begin(Request { kind: DeviceKind::Tap, wanted: None });
    call.step(&mut Policy::new(Era::Unified70), None);
}
