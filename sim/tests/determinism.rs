//! A seed means the same today and in five years.

#![forbid(unsafe_code)]

use ifrace_model::invariant::Profile;
use ifrace_model::kernel::{Namespace, Rules};
use ifrace_model::policy::Era;
use ifrace_sim::Rng;
use ifrace_sim::campaign::{Plan, Quiet, Report, run};
use ifrace_sim::script::{self, Answer};
use ifrace_sim::subject::{Builtin, Subject};

/// FNV-1a with 64 bits, over lines.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn line(self, line: &str) -> Self {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(line.bytes().chain([b'\n']).fold(self.0, step))
    }
}

fn script_of(seed: u64, rules: Rules) -> Vec<String> {
    script::generate(seed, 60, rules).iter().map(script::to_json).collect()
}

fn history_of(case: u64, era: Era) -> Vec<ifrace_sim::history::Op> {
    ifrace_sim::history::generate(&mut Rng::for_case(1, case), 30, &Builtin::new(era).abilities())
}

fn campaign(seed: u64) -> Report {
    let (era, plan) = (Era::KernelTemplate, Plan::all(seed, 20, 20));
    run(&mut Builtin::new(era), Some(&mut Builtin::new(Era::Tap68)), &Profile::of(era), &plan, &Quiet)
}

#[test]
fn a_campaign_repeats_itself() {
    let (once, again) = (campaign(7), campaign(7));
    assert!(!once.findings.is_empty());
    assert_eq!(once.findings, again.findings);
    assert_eq!((once.cases, once.operations), (again.cases, again.operations));
    assert_eq!((&once.not_judged, &once.cut_short), (&again.not_judged, &again.cut_short));
}

#[test]
fn a_script_repeats_itself_and_its_answers() {
    let play = |rules| {
        let mut host = Namespace::new(rules);
        let answers = script::generate(3, 200, rules).iter().map(|op| Answer::from(host.apply(op)).to_json()).collect::<Vec<_>>();
        (script_of(3, rules), answers)
    };
    for rules in Rules::ALL {
        assert_eq!(play(rules), play(rules));
    }
    assert_ne!(script_of(1, Rules::Trust), script_of(2, Rules::Trust));
}

/// A change of this number means that old seeds no longer name the scripts that they named before.
#[test]
fn the_stream_of_scripts_is_pinned() {
    let lines = (1..=100).flat_map(|seed| script_of(seed, Rules::Trust));
    let hash = lines.fold(Fnv::START, |hash, line| hash.line(&line)).0;
    assert_eq!(format!("{hash:016x}"), "b96b5587e87c25b2");
}

/// The same for histories.
#[test]
fn the_stream_of_histories_is_pinned() {
    let lines = (0..100).flat_map(|case| history_of(case, Era::Unified70)).map(|op| ifrace_sim::history::to_json(&op));
    let hash = lines.fold(Fnv::START, |hash, line| hash.line(&line)).0;
    assert_eq!(format!("{hash:016x}"), "ba6af59208924d2e");
}
