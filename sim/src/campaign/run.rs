//! Running a campaign.

use super::{Aspect, CutShort, Finding, judge, minimise, not_judged};
use crate::Rng;
use crate::history::generate;
use crate::subject::{Ending, Subject};
use ifrace_model::invariant::{Invariant, Profile};

/// Hangs after which a search ends: each of them takes its whole deadline.
const HANGS_MAX: u64 = 2;

/// Which histories are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed of all random numbers.
    pub seed: u64,
    /// The first case.
    pub first: u64,
    /// How many cases lie between two that are tried: 1, or the number of searches that share the work.
    pub step: u64,
    /// The case after the last one.
    pub cases: u64,
    /// How many operations each history has.
    pub length: usize,
}

impl Plan {
    /// All cases below a number.
    pub fn all(seed: u64, cases: u64, length: usize) -> Self {
        Self { seed, first: 0, step: 1, cases, length }
    }

    /// One of several searches that share the cases.
    #[must_use]
    pub fn share(self, which: u64, of: u64) -> Self {
        Self { first: which, step: of, ..self }
    }
}

/// Watches a campaign, and may end it.
pub trait Observer {
    /// Whether the campaign is to end now, with what it has.
    fn stop(&self) -> bool;

    /// Whether what was found is enough: no further case is begun, but what was found is shrunk.
    fn enough(&self) -> bool {
        false
    }

    /// A case is done.
    fn case_done(&self, _case: u64) {}

    /// A new finding, before it is shrunk.
    fn found(&self, _finding: &Finding) {}
}

/// An observer that never ends a campaign.
pub struct Quiet;

impl Observer for Quiet {
    fn stop(&self) -> bool {
        false
    }
}

/// What a campaign gave.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Histories that were played.
    pub cases: u64,
    /// Histories that came to their end.
    pub completed: u64,
    /// Operations in them.
    pub operations: u64,
    /// One finding of each class, in the order of aspects.
    pub findings: Vec<Finding>,
    /// Invariants that cannot be judged for this subject, and why.
    pub not_judged: Vec<(Invariant, &'static str)>,
    /// Why the campaign ended before its last case.
    pub cut_short: Option<CutShort>,
}

/// Searches with the histories of a plan, and shrinks what it finds. A model is given for a subject that is none itself.
pub fn run(
    subject: &mut dyn Subject,
    mut model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
    plan: &Plan,
    observer: &dyn Observer,
) -> Report {
    let mut report = search(subject, model.as_deref_mut(), profile, plan, observer);
    report.shrink(subject, model, profile, observer, &|_| true);
    report
}

/// Plays the histories of a plan on a subject, and on its model if it has one beside itself.
pub fn search(
    subject: &mut dyn Subject,
    mut model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
    plan: &Plan,
    observer: &dyn Observer,
) -> Report {
    let abilities = subject.abilities();
    let mut report = Report { not_judged: not_judged(&abilities), ..Report::default() };
    let mut hangs = 0;
    let mut cases = (plan.first..plan.cases).step_by(plan.step.max(1) as usize);
    while let Some(case) = cases.next().filter(|_| !observer.enough()) {
        if observer.stop() {
            report.cut_short = Some(CutShort::Interrupted);
            break;
        }
        let history = generate(&mut Rng::for_case(plan.seed, case), plan.length, &abilities);
        match judge(subject, model.as_deref_mut(), profile, &history) {
            Ok((played, found)) => {
                report.add(found.into_iter().map(|finding| Finding { case, ..finding }), observer);
                report.completed += u64::from(played.ending == Ending::Complete);
                hangs += u64::from(played.ending.took_its_deadline());
            }
            Err(why) => {
                report.cut_short = Some(CutShort::Failed(why));
                break;
            }
        }
        report.cases += 1;
        report.operations += history.len() as u64;
        observer.case_done(case);
        if hangs == HANGS_MAX {
            report.cut_short = Some(CutShort::Hangs(hangs));
            break;
        }
    }
    report
}

impl Report {
    /// Keeps one finding of each class: the one that fails after the fewest operations, which is the best start for shrinking.
    fn add(&mut self, found: impl IntoIterator<Item = Finding>, observer: &dyn Observer) {
        for finding in found {
            match self.findings.iter_mut().find(|known| known.fingerprint() == finding.fingerprint()) {
                None => {
                    observer.found(&finding);
                    self.findings.push(finding);
                }
                Some(known) if (finding.at, finding.case) < (known.at, known.case) => *known = finding,
                Some(_) => {}
            }
        }
        self.findings.sort_by(|a, b| a.fingerprint().cmp(&b.fingerprint()));
    }

    /// Adds what another search of the same campaign gave. The order of searches does not matter.
    pub fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.completed += other.completed;
        self.operations += other.operations;
        self.not_judged = other.not_judged;
        self.cut_short = self.cut_short.take().max(other.cut_short);
        self.add(other.findings, &Quiet);
    }

    /// Shrinks the findings that are worth it.
    pub fn shrink(
        &mut self,
        subject: &mut dyn Subject,
        mut model: Option<&mut (dyn Subject + '_)>,
        profile: &Profile,
        observer: &dyn Observer,
        is_worth_it: &dyn Fn(&Finding) -> bool,
    ) {
        for finding in self.findings.iter_mut().filter(|finding| is_worth_it(finding)) {
            *finding = minimise(finding.clone(), subject, model.as_deref_mut(), profile, &|| observer.stop());
        }
    }

    /// The classes of findings of an aspect.
    pub fn classes(&self, aspect: Aspect) -> Vec<&str> {
        self.findings.iter().filter(|f| f.aspect == aspect).map(|f| f.class.as_str()).collect()
    }
}
