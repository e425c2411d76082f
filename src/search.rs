//! Searching with one subject, by several processes at a time.

use crate::subjects::{StartError, Started, SubjectId};
use crate::worker::Missing;
use ifrace_sim::campaign::{CutShort, Finding, Observer, Plan, Report, search};
use ifrace_sim::subject::Subject;
use std::thread;

/// How many searches share the cases. Real devices are deleted by waiting, not by work: more processes than processors pay off.
const fn shares(subject: &SubjectId) -> u64 {
    match subject {
        SubjectId::Kernel => 8,
        SubjectId::Libvirt(_) | SubjectId::Exec(_) => 2,
        SubjectId::Builtin(_) | SubjectId::Hardened | SubjectId::Monotonic => 1,
    }
}

/// How a search departs from the plain one.
pub struct Manner<'a> {
    /// What is tested, made from the subject as it was started.
    pub prepare: &'a (dyn Fn(Started) -> Started + Sync),
    /// Which findings are worth being shrunk.
    pub shrinks: &'a dyn Fn(&Finding) -> bool,
}

/// What a search gave.
#[derive(Default)]
pub struct Searched {
    /// What was found, and how far the search came.
    pub report: Report,
    /// The release of the kernel, or the version of the library, if it tells.
    pub version: Option<String>,
    /// What this machine lacks for some operations of the subject; they were not run.
    pub missing: Vec<Missing>,
}

/// Searches with the histories of a plan, and shrinks what is found. If some of the processes fail, what the others found counts,
/// and the search is cut short.
///
/// # Errors
/// If the subject cannot be started at all.
pub fn run(id: &SubjectId, plan: &Plan, observer: &(dyn Observer + Sync), manner: &Manner<'_>) -> Result<Searched, StartError> {
    let start = |_| Ok((manner.prepare)(id.start()?));
    run_shares(shares(id).min(plan.cases).max(1), &start, plan, observer, manner.shrinks)
}

fn run_shares(
    shares: u64,
    start: &(dyn Fn(u64) -> Result<Started, StartError> + Sync),
    plan: &Plan,
    observer: &(dyn Observer + Sync),
    shrinks: &dyn Fn(&Finding) -> bool,
) -> Result<Searched, StartError> {
    let one = |which| -> Result<(Report, Started), StartError> {
        let mut started = start(which)?;
        let model = model(&mut started.model);
        let report = search(&mut *started.subject, model, &started.profile, &plan.share(which, shares), observer);
        Ok((report, started))
    };
    let searches: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..shares).map(|which| scope.spawn(move || one(which))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let (mut report, mut last, mut failure) = (Report::default(), None, None);
    for search in searches {
        match search {
            Ok((one, started)) => {
                report.merge(one);
                last = Some(started);
            }
            Err(error) => failure = Some(error),
        }
    }
    let Some(mut started) = last else { return failure.map_or_else(|| Ok(Searched::default()), Err) };
    let failure = failure.map(|error| CutShort::Failed(error.to_string()));
    report.cut_short = report.cut_short.take().max(failure);
    report.shrink(&mut *started.subject, model(&mut started.model), &started.profile, observer, shrinks);
    Ok(Searched { report, version: started.version, missing: started.missing })
}

/// The model of a subject that was started, if it has one.
pub fn model(model: &mut Option<Box<dyn Subject + Send>>) -> Option<&mut (dyn Subject + 'static)> {
    match model {
        Some(model) => Some(&mut **model),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_model::invariant::Profile;
    use ifrace_model::policy::Era;
    use ifrace_sim::bench::Abilities;
    use ifrace_sim::campaign::Quiet;
    use ifrace_sim::history::Op;
    use ifrace_sim::subject::{Builtin, Ending, Played};

    fn started(subject: Box<dyn Subject + Send>) -> Started {
        Started { subject, model: None, profile: Profile::of(Era::KernelTemplate), version: None, missing: Vec::new() }
    }

    /// Every process but the first does this.
    fn beside_a_sound_one(others: &(dyn Fn() -> Result<Started, StartError> + Sync)) -> Searched {
        let sound = || started(Box::new(Builtin::new(Era::KernelTemplate)));
        let start = |which| if which == 0 { Ok(sound()) } else { others() };
        run_shares(4, &start, &Plan::all(1, 200, 30), &Quiet, &|_| false).expect("one process has started")
    }

    /// A subject whose worker fails.
    struct Failing;

    impl Subject for Failing {
        fn id(&self) -> String {
            "failing".to_owned()
        }

        fn abilities(&self) -> Abilities {
            Builtin::new(Era::KernelTemplate).abilities()
        }

        fn play(&mut self, _: &[Op]) -> Played {
            Played { replies: Vec::new(), ending: Ending::Failed { why: "no descriptor is left".to_owned() } }
        }
    }

    #[test]
    fn what_was_found_survives_a_process_that_does_not_start() {
        let Searched { report, .. } = beside_a_sound_one(&|| Err(StartError::Failed("no memory".to_owned())));
        assert_eq!((report.cases, report.findings.is_empty()), (50, false));
        assert_eq!(report.cut_short, Some(CutShort::Failed("no memory".to_owned())));
    }

    #[test]
    fn what_was_found_survives_a_process_that_fails() {
        let Searched { report, .. } = beside_a_sound_one(&|| Ok(started(Box::new(Failing))));
        assert_eq!((report.cases, report.findings.is_empty()), (50, false));
        assert_eq!(report.cut_short, Some(CutShort::Failed("no descriptor is left".to_owned())));
    }

    #[test]
    fn a_subject_that_never_starts_is_an_error() {
        let start = |_| Err(StartError::Failed("no memory".to_owned()));
        let failed = run_shares(4, &start, &Plan::all(1, 200, 30), &Quiet, &|_| false).err();
        assert_eq!(failed.map(|error| error.to_string()).as_deref(), Some("no memory"));
    }
}
