//! The generator of a daemon of the simulated worlds, by itself: what it promises holds, and what is broken in it is caught.

#![forbid(unsafe_code)]

use ifrace_allocator::IfName;
use ifrace_allocator::names::{Monotonic, MonotonicCall, NamePattern, Named, NamedKind, Naming, NamingAnswer, NamingStep};
use ifrace_model::invariant::{Invariant, Profile};
use ifrace_model::kernel::{Namespace, Rules};
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::{Abilities, Allocator, Bench, HardenedAllocator, Keep, NamingAllocator};
use ifrace_sim::campaign::{Aspect, Plan, Quiet, judge, not_judged, search};
use ifrace_sim::history::{Op, Reply, parse};
use ifrace_sim::subject::{Hardened, Played, Subject};
use std::collections::BTreeSet;

/// The names that the requests of a history get, in which nothing is violated.
#[track_caller]
fn names(history: &str) -> Vec<Reply> {
    let ops = parse(history.as_bytes()).expect("it is a history");
    let (played, found) = judge(&mut Hardened::monotonic(), None, &Profile::MONOTONIC, &ops).expect("it can be played");
    assert_eq!(found, []);
    let replies = played.replies.into_iter().zip(&ops);
    replies.filter(|(_, op)| matches!(op, Op::Generate { .. })).map(|(reply, _)| reply).collect()
}

/// A template whose ids are fewer than the numbers that the counter of its kind has given by then is refused; see the baseline.
#[test]
fn generated_histories_break_nothing_else() {
    let report = search(&mut Hardened::monotonic(), None, &Profile::MONOTONIC, &Plan::all(7, 1_000, 30), &Quiet);
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.aspect, finding.class.as_str())).collect();
    assert_eq!((report.completed, found), (1_000, vec![(Aspect::Invariant(Invariant::Progress), "narrow-template")]));
    assert_eq!(not_judged(&Hardened::monotonic().abilities()), [], "all six are judged");
}

#[test]
fn each_kind_counts_for_all_its_templates_until_a_restart() {
    let given = names(
        r#"{"op":"generate","kind":"tap"}
        {"op":"generate","kind":"tap","name":"mytap%d"}
        {"op":"generate","kind":"macvtap"}
        {"op":"occupy-run","prefix":"vnet","from":2,"count":12000}
        {"op":"generate","kind":"tap","keep":true}
        {"op":"restart"}
        {"op":"generate","kind":"tap"}
        {"op":"generate","kind":"macvlan"}"#,
    );
    let expected = ["vnet0", "mytap1", "macvtap0", "vnet12002", "vnet0", "macvlan0"];
    assert_eq!(given, expected.map(|name| Reply::named(name.as_bytes())));
}

#[test]
fn behind_eight_digits_it_begins_again() {
    let given = names(
        r#"{"op":"reserve","name":"vnet100000000"}
        {"op":"generate","kind":"tap"}
        {"op":"reserve","name":"vnet99999997"}
        {"op":"occupy","name":"vnet0"}
        {"op":"generate","kind":"tap"}
        {"op":"generate","kind":"tap"}
        {"op":"generate","kind":"tap"}"#,
    );
    assert_eq!(given, ["vnet0", "vnet99999998", "vnet99999999", "vnet1"].map(|name| Reply::named(name.as_bytes())));
}

#[test]
fn a_name_of_ones_own_is_never_somebody_elses_device() {
    let given = names(
        r#"{"op":"occupy","name":"mine","as":"tap"}
        {"op":"generate","kind":"tap","name":"mine","keep":true}
        {"op":"free","name":"mine"}
        {"op":"generate","kind":"tap","name":"mine","keep":true}
        {"op":"generate","kind":"macvlan","name":"mine"}
        {"op":"generate","kind":"tap","name":"sixteen-bytes-xx"}
        {"op":"generate","kind":"tap","name":"100%"}"#,
    );
    let (own, taken) = (Reply::Literal { adopted: false }, Reply::refused("mine: the name is taken"));
    let long = Reply::refused("sixteen-bytes-xx: a name has 1 to 15 bytes and no NUL");
    assert_eq!(given, [taken.clone(), own, taken, long, Reply::refused("100%: creation failed: EINVAL")]);
}

/// Asked for directly, without what an invariant lifts at a wrap: 200 histories of reservations far from the largest id.
#[test]
fn a_reserved_name_is_never_given() {
    let mut given = 0;
    for step in 1..=200_u64 {
        let (mut host, mut allocator) = (Namespace::new(Rules::Trust), NamingAllocator::new(Monotonic::new));
        let mut bench = Bench::new(&mut host, &mut allocator, Keep::Device);
        let (mut reserved, mut id) = (BTreeSet::new(), 0);
        for turn in 0..40_u64 {
            id = (id * 31 + step * turn + turn) % (10 * step);
            let name = format!("vnet{id}").into_bytes();
            assert_eq!(bench.perform(&Op::Reserve { name: name.clone() }), Reply::Done);
            reserved.insert(name);
            let reply =
                bench.perform(&Op::Generate { kind: DeviceKind::Tap, wanted: None, keep: turn % 2 == 0, probes_fail: false });
            assert!(!reserved.iter().any(|name| reply == Reply::named(name)), "{reply:?} of {reserved:?}");
            given += u64::from(matches!(reply, Reply::Named { .. }));
        }
    }
    assert_eq!(given, 200 * 40);
}

/// The generator, broken on purpose.
#[derive(Clone, Debug)]
struct Broken {
    sound: Monotonic,
    flaw: Flaw,
}

#[derive(Clone, Copy, Debug)]
enum Flaw {
    /// A reservation lets the reserved id through.
    OneLess,
    /// Every request gets the counters of a daemon that has just started.
    Standing,
    /// A name that is taken ends the request.
    Impatient,
}

impl Broken {
    fn new(flaw: Flaw) -> Self {
        Self { sound: Monotonic::new(), flaw }
    }
}

impl Naming for Broken {
    type Call = MonotonicCall;

    fn begin(&mut self, kind: NamedKind, wanted: Option<IfName>) -> MonotonicCall {
        if matches!(self.flaw, Flaw::Standing) {
            self.sound = Monotonic::new();
        }
        self.sound.begin(kind, wanted)
    }

    fn step(&mut self, call: &mut MonotonicCall, answer: Option<NamingAnswer>) -> NamingStep {
        match answer {
            Some(NamingAnswer::Created(Err(failure))) if matches!(self.flaw, Flaw::Impatient) => {
                NamingStep::Done(Named::Refused(failure))
            }
            answer => self.sound.step(call, answer),
        }
    }

    fn reserve(&mut self, name: IfName) {
        let pattern = NamePattern::of_kind(NamedKind::Tap);
        match pattern.id_of(name.as_bytes()) {
            Some(id) if matches!(self.flaw, Flaw::OneLess) => {
                id.checked_sub(1).into_iter().for_each(|less| self.sound.reserve(pattern.name(less)));
            }
            _ => self.sound.reserve(name),
        }
    }

    fn release(&mut self, name: IfName) {
        self.sound.release(name);
    }
}

/// What is made anew for every history.
struct Planted(fn() -> Broken);

impl Subject for Planted {
    fn id(&self) -> String {
        format!("{:?}", (self.0)().flaw)
    }

    fn abilities(&self) -> Abilities {
        HardenedAllocator::ABILITIES
    }

    fn play(&mut self, history: &[Op]) -> Played {
        let (mut host, mut allocator) = (Namespace::new(Rules::Trust), NamingAllocator::new(self.0));
        let mut bench = Bench::new(&mut host, &mut allocator as &mut dyn Allocator, Keep::Device);
        Played::complete(history.iter().map(|op| bench.perform(op)).collect())
    }
}

#[test]
fn what_is_broken_is_caught() {
    let flaws = [
        (Planted(|| Broken::new(Flaw::OneLess)), Invariant::ReservationRespected, "reserved-id"),
        (Planted(|| Broken::new(Flaw::Standing)), Invariant::Monotonic, "repeated-id"),
        (Planted(|| Broken::new(Flaw::Impatient)), Invariant::Progress, "gives-up"),
    ];
    for (mut broken, invariant, class) in flaws {
        let report = search(&mut broken, None, &Profile::MONOTONIC, &Plan::all(1, 500, 30), &Quiet);
        let classes = report.classes(Aspect::Invariant(invariant));
        assert!(classes.contains(&class), "{}: {classes:?}", broken.id());
    }
}
