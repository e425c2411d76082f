//! Running a campaign.

use super::judge::applies;
use super::{Aspect, Finding, judge, minimise};
use crate::Rng;
use crate::history::generate;
use crate::subject::Subject;
use ifrace_model::invariant::{Invariant, Profile};

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many histories.
    pub cases: u64,
    /// How many operations each has.
    pub length: usize,
}

/// Watches a campaign, and may end it.
pub trait Observer {
    /// Whether the campaign is to end now, with what it has.
    fn stop(&self) -> bool;

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
#[derive(Clone, Debug)]
pub struct Report {
    /// Histories that were played.
    pub cases: u64,
    /// Operations in them.
    pub operations: u64,
    /// One finding of each class, shrunk, in the order of aspects.
    pub findings: Vec<Finding>,
    /// Invariants that cannot be judged for this subject, and why.
    pub not_judged: Vec<(Invariant, &'static str)>,
    /// Why the campaign ended before its last case.
    pub cut_short: Option<String>,
}

/// Plays the histories of a plan on a subject, and on its model if it has one beside itself.
pub fn run(
    subject: &mut dyn Subject,
    mut model: Option<&mut (dyn Subject + '_)>,
    profile: &Profile,
    plan: &Plan,
    observer: &dyn Observer,
) -> Report {
    let abilities = subject.abilities();
    let not_judged = Invariant::ALL.into_iter().filter_map(|i| applies(i, &abilities).err().map(|why| (i, why))).collect();
    let mut report = Report { cases: 0, operations: 0, findings: Vec::new(), not_judged, cut_short: None };
    for case in 0..plan.cases {
        if observer.stop() {
            report.cut_short = Some("interrupted".to_owned());
            break;
        }
        let history = generate(&mut Rng::for_case(plan.seed, case), plan.length, &abilities);
        match judge(subject, model.as_deref_mut(), profile, &history) {
            Ok(found) => add(&mut report.findings, found, case, observer),
            Err(why) => {
                report.cut_short = Some(why);
                break;
            }
        }
        report.cases += 1;
        report.operations += history.len() as u64;
        observer.case_done(case);
    }
    for finding in &mut report.findings {
        *finding = minimise(finding.clone(), subject, model.as_deref_mut(), profile, &|| observer.stop());
    }
    report.findings.sort_by(|a, b| a.fingerprint().cmp(&b.fingerprint()));
    report
}

/// Keeps the shortest history of each class: it is the best start for shrinking.
fn add(findings: &mut Vec<Finding>, found: Vec<Finding>, case: u64, observer: &dyn Observer) {
    for finding in found.into_iter().map(|finding| Finding { case, ..finding }) {
        match findings.iter_mut().find(|known| known.fingerprint() == finding.fingerprint()) {
            None => {
                observer.found(&finding);
                findings.push(finding);
            }
            Some(known) if finding.at < known.at => *known = finding,
            Some(_) => {}
        }
    }
}

impl Report {
    /// The classes of findings of an aspect.
    pub fn classes(&self, aspect: Aspect) -> Vec<&str> {
        self.findings.iter().filter(|f| f.aspect == aspect).map(|f| f.class.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::Builtin;
    use ifrace_model::policy::Era;

    /// Each row must be found by random search: a checker that finds nothing here could find nothing anywhere.
    #[test]
    fn every_invariant_has_an_era_that_breaks_it() {
        let expected = [(Era::KernelTemplate, "unique-name", "name-in-use")];
        for (era, aspect, class) in expected {
            let plan = Plan { seed: 1, cases: 1500, length: 30 };
            let report = run(&mut Builtin::new(era), None, &Profile::of(era), &plan, &Quiet);
            let aspect = Aspect::from_id(aspect).unwrap();
            assert!(report.classes(aspect).contains(&class), "{era}: {:?}", report.findings);
        }
    }
}
