//! Searching with one subject, by several processes at a time.

use crate::subjects::{StartError, Started, SubjectId};
use ifrace_sim::campaign::{Finding, Observer, Plan, Report, search};
use ifrace_sim::subject::Subject;
use std::thread;

/// How many searches share the cases. Real devices are deleted by waiting, not by work: more processes than processors pay off.
const fn shares(subject: &SubjectId) -> u64 {
    match subject {
        SubjectId::Kernel => 8,
        SubjectId::Libvirt(_) => 2,
        SubjectId::Builtin(_) => 1,
    }
}

/// How a search departs from the plain one.
pub struct Manner<'a> {
    /// What is tested, made from the subject as it was started.
    pub prepare: &'a (dyn Fn(Started) -> Started + Sync),
    /// Which findings are worth being shrunk.
    pub shrinks: &'a dyn Fn(&Finding) -> bool,
}

/// Searches with the histories of a plan, and shrinks what is found.
///
/// # Errors
/// If the subject cannot be started.
pub fn run(
    id: &SubjectId,
    plan: &Plan,
    observer: &(dyn Observer + Sync),
    manner: &Manner<'_>,
) -> Result<(Report, Option<String>), StartError> {
    let (shares, prepare) = (shares(id).min(plan.cases).max(1), manner.prepare);
    let one = |which| -> Result<(Report, Started), StartError> {
        let mut started = prepare(id.start()?);
        let model = model(&mut started.model);
        let report = search(&mut *started.subject, model, &started.profile, &plan.share(which, shares), observer);
        Ok((report, started))
    };
    let searches: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..shares).map(|which| scope.spawn(move || one(which))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let (mut all, mut last) = (Report::default(), None);
    for search in searches {
        let (report, started) = search?;
        all.merge(report);
        last = Some(started);
    }
    let Some(mut started) = last else { return Ok((all, None)) };
    all.shrink(&mut *started.subject, model(&mut started.model), &started.profile, observer, manner.shrinks);
    Ok((all, started.version))
}

/// The model of a subject that was started, if it has one.
pub fn model(model: &mut Option<Box<dyn Subject + Send>>) -> Option<&mut (dyn Subject + 'static)> {
    match model {
        Some(model) => Some(&mut **model),
        None => None,
    }
}
