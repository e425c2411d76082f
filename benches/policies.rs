//! One generated name of each era, and how the number of taken names tells.

use criterion::{BatchSize, Criterion};
use ifrace_model::IfName;
use ifrace_model::policy::{Answer, DeviceKind, Era, Outcome, Policy, Presence, Request, Step};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Duration;

const BOUND: u32 = 100_000;

/// Answers probes from a set of taken names; every creation succeeds.
fn answer(taken: &BTreeSet<IfName>, step: Step) -> Answer {
    match step {
        Step::Probe(name) if taken.contains(&name) => Answer::Exists(Presence::Present),
        Step::Probe(_) => Answer::Exists(Presence::Absent),
        Step::Create(name) => Answer::Created(Ok(name)),
        Step::Done(outcome) => unreachable!("{outcome:?} needs no answer"),
    }
}

/// One name, by a daemon that has just started.
fn generate(policy: &mut Policy, request: Request, taken: &BTreeSet<IfName>) -> Option<Outcome> {
    policy.run(request, &mut |step| answer(taken, step), BOUND).0
}

fn request(era: Era, wanted: Option<&[u8]>) -> Request {
    Request { kind: era.kinds()[0], wanted: wanted.map(<[u8]>::to_vec) }
}

fn measure(criterion: &mut Criterion, id: &str, era: Era, wanted: Option<&[u8]>, taken: &BTreeSet<IfName>) {
    let started = Policy::new(era);
    criterion.bench_function(id, |bench| {
        bench.iter_batched_ref(
            || (started.clone(), request(era, wanted)),
            |(policy, request)| generate(policy, black_box(request.clone()), taken),
            BatchSize::SmallInput,
        );
    });
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .configure_from_args();
    for era in Era::ALL {
        measure(&mut criterion, &format!("no-name-taken/{era}"), era, None, &BTreeSet::new());
    }
    for count in [100, 9_999] {
        let taken = (0..count).map(|id| IfName::cut(format!("{}{id}", DeviceKind::Tap.prefix()).as_bytes())).collect();
        measure(&mut criterion, &format!("unified-7.0/taken/{count}"), Era::Unified70, None, &taken);
    }
    let too_long = Some(&b"longer-than-any-name%d"[..]);
    measure(&mut criterion, "unified-7.0/too-long", Era::Unified70, too_long, &BTreeSet::new());
    criterion.final_summary();
}
