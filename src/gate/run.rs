//! Running everything, several things at a time.

use super::gathered::Gathered;
use super::kernel_model;
use super::races::{Queue, Races, examples};
use super::watcher::Watcher;
use super::{canaries, cells, documents};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::{self, Manner, Searched};
use crate::subjects::{StartError, SubjectId};
use ifrace_sim::campaign::{Finding, Plan};
use std::num::NonZeroUsize;
use std::thread;

/// Operations of one history.
const LENGTH: usize = 30;

/// Histories that the kernel goes through for one of the others: it takes a hundred times as long for each.
const KERNEL_SHARE: u64 = 3;

/// What is to be run.
pub struct Settings<'a> {
    /// The subjects.
    pub subjects: Vec<SubjectId>,
    /// The seed of everything that is generated.
    pub seed: u64,
    /// How many histories each subject but the kernel goes through.
    pub cases: u64,
    /// How many operations are compared between the model and the running kernel.
    pub operations: u64,
    /// How many generated documents are judged under the rules of every release.
    pub documents: u64,
    /// Which scenarios are searched, and how far.
    pub races: Races,
    /// Whether the smallest runs and histories are wanted of all that is violated.
    pub examples: bool,
    /// Whether a finding on a subject is known: then its shortest history is only needed for examples.
    pub is_expected: &'a (dyn Fn(&str, &Finding) -> bool + Sync),
}

/// Runs a gate. Builtin subjects, the kernel, its model, each library, and as many races as there are processors go at the same time.
pub fn run(settings: &Settings<'_>, interrupt: &Interrupt, progress: &Progress) -> Gathered {
    let task = Task { settings, interrupt, progress };
    let (builtin, real): (Vec<_>, Vec<_>) = settings.subjects.iter().partition(|id| id.is_builtin());
    let queue = Queue::new(&settings.races, settings.seed);
    let racers = queue.threads(thread::available_parallelism().map_or(1, NonZeroUsize::get));
    let mut parts: Vec<Gathered> = thread::scope(|scope| {
        let mut threads = Vec::new();
        // Broken allocators show that histories of subjects can fail, so they need no search without a subject.
        if !settings.subjects.is_empty() {
            threads.push(scope.spawn(move || task.builtin(&builtin)));
        }
        if real.contains(&&SubjectId::Kernel) {
            threads.push(scope.spawn(move || task.kernel_model()));
        }
        threads.extend(real.into_iter().map(|id| scope.spawn(move || task.real(id))));
        if settings.documents > 0 {
            threads.push(scope.spawn(move || task.documents()));
        }
        threads.extend((0..racers).map(|_| scope.spawn(|| task.races(&queue))));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut all = Gathered::default();
    parts.drain(..).for_each(|part| all.add(part));
    let place = |subject: &str| settings.subjects.iter().position(|id| id.to_string() == subject);
    all.rows.sort_by_key(|row| place(&row.subject));
    all.races = queue.finish();
    if settings.examples {
        all.examples = examples(&settings.races, &all.races, settings.seed, interrupt);
    }
    all
}

#[derive(Clone, Copy)]
struct Task<'a> {
    settings: &'a Settings<'a>,
    interrupt: &'a Interrupt,
    progress: &'a Progress,
}

impl Task<'_> {
    fn builtin(self, ids: &[&SubjectId]) -> Gathered {
        let mut gathered = Gathered::default();
        for id in ids {
            self.subject(id, &mut gathered);
        }
        gathered.canaries = canaries::eras(&gathered.rows);
        gathered.canaries.extend(canaries::mutants(self.settings.seed, self.interrupt));
        gathered.canaries.extend(canaries::hardened_mutants(self.settings.seed, self.interrupt));
        gathered
    }

    /// Judges documents. The rules of 6.6, which let names through, show that what is let through is seen.
    fn documents(self) -> Gathered {
        let Settings { seed, documents, .. } = *self.settings;
        let judged = documents::judge(seed, documents, self.interrupt, self.progress);
        Gathered { documents: Some(judged), canaries: vec![canaries::documents(seed)], ..Gathered::default() }
    }

    fn races(self, queue: &Queue<'_>) -> Gathered {
        queue.work(self.interrupt, self.progress);
        Gathered::default()
    }

    fn real(self, id: &SubjectId) -> Gathered {
        let mut gathered = Gathered::default();
        if !self.subject(id, &mut gathered) {
            return gathered;
        }
        if matches!(id, SubjectId::Libvirt(_)) {
            let canary = gathered.take(id, canaries::broken_model(id, self.settings.seed, self.interrupt));
            gathered.canaries.extend(canary);
        }
        gathered
    }

    /// Compares the model with the running kernel. What is missing for it is missing for the kernel as a subject as well.
    fn kernel_model(self) -> Gathered {
        let (mut gathered, Settings { seed, operations, .. }) = (Gathered::default(), self.settings);
        let compared = kernel_model::compare(*seed, *operations, self.interrupt, self.progress);
        match compared {
            Ok(compared) => {
                let rules = gathered.kernel_model.insert(compared).rules;
                let canary = gathered.take(&SubjectId::Kernel, canaries::other_rules(*seed, rules, self.interrupt));
                gathered.canaries.extend(canary);
            }
            Err(StartError::Missing(_)) => {}
            Err(error) => gathered.fail(&SubjectId::Kernel, error),
        }
        gathered
    }

    /// Searches with one subject. Tells whether it could be run.
    fn subject(self, id: &SubjectId, gathered: &mut Gathered) -> bool {
        let cases = self.settings.cases_of(id);
        let watcher = Watcher { interrupt: self.interrupt, progress: self.progress };
        let (subject, is_expected) = (id.to_string(), &self.settings.is_expected);
        // On real devices each try takes long, so that there only what nobody expects is made small.
        let shows_all = self.settings.examples && !matches!(id, SubjectId::Kernel);
        let shrinks = |finding: &Finding| shows_all || !is_expected(&subject, finding);
        let manner = Manner { prepare: &|started| started, shrinks: &shrinks };
        let result = search::run(id, &Plan::all(self.settings.seed, cases, LENGTH), &watcher, &manner);
        match result {
            Ok(Searched { report, version, missing }) => {
                gathered.rows.push(cells::row(subject.clone(), version, &report, cells::no_model(id)));
                missing.into_iter().for_each(|missing| gathered.fail(id, StartError::Missing(missing)));
                gathered.cut_short.extend(report.cut_short.map(|why| (subject.clone(), why)));
                gathered.findings.extend(report.findings.into_iter().map(|finding| (subject.clone(), finding)));
                true
            }
            Err(error) => {
                let why = if let StartError::Missing(missing) = &error { missing.what.clone() } else { error.to_string() };
                gathered.rows.push(cells::not_run(id.to_string(), &why));
                gathered.fail(id, error);
                false
            }
        }
    }
}

impl Settings<'_> {
    /// How many steps of progress it takes, about.
    pub fn steps(&self) -> u64 {
        let operations = self.kernel_cases().map_or(0, |_| self.operations);
        self.subjects
            .iter()
            .map(|id| self.cases_of(id))
            .chain([self.races.steps(), documents::steps(self.documents)])
            .fold(operations, u64::saturating_add)
    }

    /// How many histories the kernel goes through, if it is among the subjects.
    pub fn kernel_cases(&self) -> Option<u64> {
        self.subjects.contains(&SubjectId::Kernel).then(|| self.cases_of(&SubjectId::Kernel))
    }

    fn cases_of(&self, id: &SubjectId) -> u64 {
        if *id == SubjectId::Kernel { self.cases.div_ceil(KERNEL_SHARE) } else { self.cases }
    }
}
