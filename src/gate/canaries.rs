//! Canaries: what is known to be bad, and must be caught.

use super::documents::tells_releases_apart;
use super::watcher::FirstOf;
use crate::differential;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::{self, Manner};
use crate::subjects::{StartError, Started, SubjectId};
use ifrace_model::invariant::{Invariant, Profile};
use ifrace_model::kernel::Rules;
use ifrace_model::policy::Era;
use ifrace_report::{Canary, Row, Verdict};
use ifrace_sim::bench::{HardenedMutation, Mutation};
use ifrace_sim::campaign::{Aspect, Plan, judge, search as search_one};
use ifrace_sim::history::Op;
use ifrace_sim::subject::{BrokenGenerator, Builtin, Hardened, Mutant, Subject};

/// Eras whose defects are certain from their source, each with an invariant that it breaks.
const ERAS: [(Era, Invariant); 7] = [
    (Era::MacvtapScan, Invariant::UniqueName),
    (Era::MailV1, Invariant::WellFormed),
    (Era::KernelTemplate, Invariant::Monotonic),
    (Era::MacvtapBitmap, Invariant::Monotonic),
    (Era::Macvtap68, Invariant::ReservationRespected),
    (Era::MailV1, Invariant::Progress),
    (Era::Unified70, Invariant::NoAdoption),
];

/// Histories, or scripts, that suffice for a canary: most are caught by one of the first twenty.
const CASES: u64 = 3000;

/// The known-bad eras among the rows: their searches have been done already.
pub(super) fn eras(rows: &[Row]) -> Vec<Canary> {
    let canary = |(era, invariant): &(Era, Invariant)| {
        let (subject, aspect) = (SubjectId::Builtin(*era).to_string(), Aspect::Invariant(*invariant));
        let verdict = rows.iter().find(|row| row.subject == subject)?.verdict(aspect)?;
        let not_run = match verdict {
            Verdict::Unknown { why } | Verdict::NotRun { why } => Some(why.clone()),
            Verdict::Holds { .. } | Verdict::Violated { .. } => None,
        };
        Some(Canary { aspect, subject, caught: matches!(verdict, Verdict::Violated { .. }), not_run })
    };
    ERAS.iter().filter_map(canary).collect()
}

/// Allocators that were broken on purpose. One is caught by a history that does no harm to the allocator it was made from.
pub(super) fn mutants(seed: u64, interrupt: &Interrupt) -> Vec<Canary> {
    let canary = |mutation: Mutation| {
        let (broken, sound) = (&mut Mutant { mutation }, &mut Builtin::new(Era::Unified90));
        mutant(Pair { broken, sound, profile: &Profile::of(Era::Unified90) }, mutation.breaks(), seed, interrupt)
    };
    Mutation::ALL.into_iter().map(canary).collect()
}

/// The same of the project's own allocator.
pub(super) fn hardened_mutants(seed: u64, interrupt: &Interrupt) -> Vec<Canary> {
    let canary = |mutation: HardenedMutation| {
        let (broken, sound) = (&mut Hardened::broken(mutation), &mut Hardened::default());
        mutant(Pair { broken, sound, profile: &Profile::LASTING }, mutation.breaks(), seed, interrupt)
    };
    HardenedMutation::ALL.into_iter().map(canary).collect()
}

/// An allocator, and the same broken on purpose.
struct Pair<'a> {
    broken: &'a mut dyn Subject,
    sound: &'a mut dyn Subject,
    profile: &'a Profile,
}

fn mutant(pair: Pair<'_>, breaks: Invariant, seed: u64, interrupt: &Interrupt) -> Canary {
    let Pair { broken, sound, profile } = pair;
    let (subject, aspect) = (broken.id(), Aspect::Invariant(breaks));
    let canary = |caught, not_run| Canary { aspect, subject: subject.clone(), caught, not_run };
    for case in 0..CASES {
        if interrupt.is_set() {
            return canary(false, Some("interrupted".to_owned()));
        }
        let plan = Plan { first: case, cases: case + 1, ..Plan::all(seed, CASES, 30) };
        let observer = FirstOf { interrupt, aspect, found: Interrupt::default() };
        let report = search_one(broken, None, profile, &plan, &observer);
        let mut found = report.findings.iter().filter(|finding| finding.aspect == aspect);
        let mut is_harmless = |history: &[Op]| {
            let judged = judge(sound, None, profile, history);
            judged.is_ok_and(|(_, found)| found.iter().all(|finding| finding.aspect != aspect))
        };
        if found.any(|finding| is_harmless(&finding.history)) {
            return canary(true, None);
        }
    }
    canary(false, None)
}

/// The model of a kernel with the other rules: the comparison with the running kernel must tell it apart.
pub(super) fn other_rules(seed: u64, rules: Rules, interrupt: &Interrupt) -> Result<Canary, StartError> {
    let other = if rules == Rules::Trust { Rules::Recheck } else { Rules::Trust };
    let plan = differential::Plan { seed, scripts: CASES, length: 60, rules: Some(other) };
    let outcome = differential::run(&plan, interrupt, &Progress::silent())?;
    Ok(told_apart(format!("kernel as if its rules were {other}"), !outcome.disagreements.is_empty(), interrupt))
}

/// Documents under the rules of another release: what is expected of them must tell it apart.
pub(super) fn documents(seed: u64) -> Canary {
    let subject = "documents of 6.6 as if they were of 11.3".to_owned();
    Canary { aspect: Aspect::Model, subject, caught: tells_releases_apart(seed), not_run: None }
}

/// A model that forgets reservations: the comparison with the library must tell it apart, by its names alone.
pub(super) fn broken_model(library: &SubjectId, seed: u64, interrupt: &Interrupt) -> Result<Canary, StartError> {
    let broken = BrokenGenerator { mutation: Mutation::Deaf };
    let observer = FirstOf { interrupt, aspect: Aspect::Model, found: Interrupt::default() };
    let prepare = |started: Started| Started { model: Some(Box::new(broken)), ..started };
    let manner = Manner { prepare: &prepare, shrinks: &|_| false };
    let report = search::run(library, &Plan::all(seed, CASES, 30), &observer, &manner)?.report;
    if let Some(failure) = report.cut_short.as_ref().filter(|why| why.is_failure() && !observer.found.is_set()) {
        return Err(StartError::Failed(failure.to_string()));
    }
    let canary = told_apart(format!("{library} as if it were {}", broken.id()), observer.found.is_set(), interrupt);
    // A library that never gives an answer cannot show whether answers are compared.
    let no_answer = (report.completed == 0).then(|| "no history came to its end".to_owned());
    let not_run = canary.not_run.or(report.cut_short.map(|why| why.to_string()).or(no_answer).filter(|_| !canary.caught));
    Ok(Canary { not_run, ..canary })
}

fn told_apart(subject: String, caught: bool, interrupt: &Interrupt) -> Canary {
    let not_run = (!caught && interrupt.is_set()).then(|| "interrupted".to_owned());
    Canary { aspect: Aspect::Model, subject, caught, not_run }
}
