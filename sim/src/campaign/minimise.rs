//! Shrinking a finding.

use super::{Finding, judge};
use crate::history::{Holder, Op, Run};
use crate::shrink;
use crate::subject::Subject;
use ifrace_model::invariant::Profile;

/// Most histories that are played for one finding.
const BUDGET: usize = 600;

/// The same if each of them may take its whole deadline.
const BUDGET_OF_A_HANG: usize = 2;

/// The shortest history that still has this finding, as far as the search came; `stop` ends it.
pub fn minimise(
    finding: Finding,
    subject: &mut dyn Subject,
    mut model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
    stop: &dyn Fn() -> bool,
) -> Finding {
    let budget = if matches!(finding.class.as_str(), "hang" | "slow") { BUDGET_OF_A_HANG } else { BUDGET };
    let (wanted, case) = ((finding.aspect, finding.class.clone()), finding.case);
    // What comes after the operation that fails cannot matter.
    let history = finding.history[..finding.history.len().min(finding.at + 1)].to_vec();
    let mut best = finding;
    let mut fails = |candidate: &[Op]| {
        if stop() {
            return false;
        }
        let Ok((_, found)) = judge(subject, model.as_deref_mut(), profile, candidate) else { return false };
        let same = found.into_iter().find(|f| (f.aspect, &f.class) == (wanted.0, &wanted.1));
        same.map(|same| best = Finding { case, ..same }).is_some()
    };
    if fails(&history) {
        shrink(history, simpler, fails, budget);
    }
    best
}

/// Operations that do less, those that do least first.
fn simpler(op: &Op) -> Vec<Op> {
    match op {
        Op::Generate { kind, wanted, keep, probes_fail } => {
            let request = |wanted: &Option<Vec<u8>>, keep, probes_fail| Op::Generate {
                kind: *kind,
                wanted: wanted.clone(),
                keep,
                probes_fail,
            };
            let mut all = Vec::new();
            if wanted.is_some() {
                all.push(request(&None, *keep, *probes_fail));
            }
            if *probes_fail {
                all.push(request(wanted, *keep, false));
            }
            if *keep {
                all.push(request(wanted, false, *probes_fail));
            }
            all
        }
        Op::Occupy { name, holder } if *holder != Holder::Altname => {
            vec![Op::Occupy { name: name.clone(), holder: Holder::Altname }]
        }
        Op::OccupyRun(run) => simpler_runs(run),
        _ => Vec::new(),
    }
}

fn simpler_runs(run: &Run) -> Vec<Op> {
    // Half as many, three quarters, seven eighths and so on: the count is found in a logarithmic number of steps.
    let steps = (1..).map(|power| run.count >> power).take_while(|&less| less > 0);
    let fewer = |less| Op::OccupyRun(Run { count: run.count - less, ..run.clone() });
    let mut all: Vec<Op> = steps.map(fewer).collect();
    if run.from > 0 {
        all.push(Op::OccupyRun(Run { from: 0, ..run.clone() }));
    }
    all
}
