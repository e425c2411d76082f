//! Calls to the policy of an era on a host that answers anything.

use crate::names::{name, rarely};
use crate::policy_checks::{assert_outcome, operations_max};
use arbitrary::{Result, Unstructured};
use ifrace_model::policy::{Answer, DeviceKind, Era, Outcome, Policy, Presence, Refusal, Request, Reserved, Step};
use ifrace_model::{Errno, Template};

/// Most operations of one input: more would only be slower.
const OPERATIONS_MAX: usize = 16;

/// Reads an era and operations on its policy from bytes, and performs them on a host whose answers come from the bytes as well.
/// No call takes more host operations than its era may, and each ends as the host's answers demand.
///
/// # Panics
/// If not.
pub fn policies(data: &[u8]) {
    // Bytes that end early end the run: that is no defect.
    let _ = run(&mut Unstructured::new(data));
}

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let era = *u.choose(&Era::ALL)?;
    let mut policy = Policy::new(era);
    for _ in 0..OPERATIONS_MAX {
        match u.arbitrary::<u8>()? % 8 {
            0 => reserve(&mut policy, &reservation(u)?),
            1 => policy.release(&reservation(u)?),
            2 if u.ratio(1, 4)? => {
                policy.restart();
                assert_eq!(policy, Policy::new(era));
            }
            _ => {
                let kind = *u.choose(&DeviceKind::ALL)?;
                let wanted = wanted(u)?;
                let outcome = call(&mut policy, &Request { kind, wanted }, |step| answer(u, step));
                // It went through all its attempts, which is slow; one such call is enough.
                if outcome == Some(Outcome::Refused(Refusal::Exhausted)) {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// What a caller asks for. A template with room for few digits soon makes a call go through all its attempts, which is slow.
fn wanted(u: &mut Unstructured<'_>) -> Result<Option<Vec<u8>>> {
    let wanted = if u.arbitrary()? { Some(name(u)?) } else { None };
    let narrow = wanted.as_deref().is_some_and(|name| Template::parse(name).is_ok_and(|template| template.room() < 5));
    Ok(if narrow && !rarely(u)? { None } else { wanted })
}

/// A name with a default prefix and any number behind it, or any name.
fn reservation(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    if u.ratio(1, 4)? {
        return name(u);
    }
    let prefix = u.choose(&DeviceKind::ALL)?.prefix();
    let number: i64 = match u.arbitrary::<u8>()? % 4 {
        0 => u.arbitrary::<u8>()?.into(),
        // From 100,000,000 on every name of one era is too long, which makes each of its calls slow.
        1 if rarely(u)? => 100_000_000 + i64::from(u.arbitrary::<u8>()?),
        1 => 100_000_000 - i64::from(u.arbitrary::<u8>()?),
        2 => i64::from(i32::MAX) + i64::from(u.arbitrary::<i8>()?),
        _ => u.arbitrary::<i16>()?.into(),
    };
    Ok(format!("{prefix}{number}").into_bytes())
}

fn reserve(policy: &mut Policy, name: &[u8]) {
    let first = policy.reserve(name);
    let stateless = matches!(policy.era(), Era::KernelTemplate | Era::MacvtapScan);
    assert!(!stateless || first == Reserved::Ignored, "a policy without a state reserved something");
    // A bitmap reserves another id each time for a negative one, and the first patch compares a remainder with the id.
    if !matches!(policy.era(), Era::MacvtapBitmap | Era::MailV1) {
        assert_ne!(policy.reserve(name), Reserved::Raised, "{} was reserved twice", name.escape_ascii());
    }
}

fn call(policy: &mut Policy, request: &Request, mut answer: impl FnMut(Step) -> Answer) -> Option<Outcome> {
    let bound = operations_max(policy.era());
    let mut last = None;
    let mut host = |step| {
        let answer = answer(step);
        last = Some((step, answer));
        answer
    };
    let (outcome, operations) = policy.run(request.clone(), &mut host, bound);
    assert_outcome(policy.era(), request, outcome, operations, last);
    outcome
}

/// When the bytes are used up every name is free.
fn answer(u: &mut Unstructured<'_>, step: Step) -> Answer {
    let choice: u8 = u.arbitrary().unwrap_or(0);
    match step {
        Step::Create(name) => Answer::Created(match choice % 8 {
            7 => Err(Errno::EEXIST),
            6 => Err(*u.choose(Errno::ALL).unwrap_or(&Errno::EPERM)),
            _ => Ok(Template::parse(name.as_bytes()).map_or(name, |template| template.expand_cut(i64::from(choice)))),
        }),
        _ => Answer::Exists(match choice % 8 {
            7 => Presence::Failed,
            4..7 => Presence::Present,
            _ => Presence::Absent,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Such a host makes a call go through all its attempts, which would be slow in a search.
    #[test]
    fn a_host_that_never_gives_way_ends_every_call() {
        let refuse = |presence| {
            move |step| match step {
                Step::Create(_) => Answer::Created(Err(Errno::EEXIST)),
                _ => Answer::Exists(presence),
            }
        };
        for (era, kind) in Era::ALL.into_iter().flat_map(|era| DeviceKind::ALL.map(|kind| (era, kind))) {
            for wanted in [None, Some("vnet%d"), Some("macvtap0"), Some("m%dx"), Some("mine")] {
                let request = Request { kind, wanted: wanted.map(|name| name.as_bytes().to_vec()) };
                for presence in [Presence::Present, Presence::Absent, Presence::Failed] {
                    let mut policy = Policy::new(era);
                    call(&mut policy, &request, refuse(presence));
                    call(&mut policy, &request, refuse(presence));
                }
            }
        }
    }
}
