//! Many scripts, several at a time.

use super::compare::disagreement;
use super::{Disagreement, KernelWorker, compare, shrink_disagreement};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::subjects::StartError;
use ifrace_model::kernel::Rules;
use ifrace_sim::Rng;
use ifrace_sim::script::Generator;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// Namespaces at a time. Deleting a device is waiting rather than work, so there are more than processors.
const JOBS: u64 = 8;

/// What is compared.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The seed of all scripts.
    pub seed: u64,
    /// How many scripts.
    pub scripts: u64,
    /// How many operations each has.
    pub length: usize,
    /// The rules of the model; the running kernel's if not given.
    pub rules: Option<Rules>,
}

/// What a campaign gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Operations whose answers were compared.
    pub operations: u64,
    /// Scripts that ended in a disagreement; the first few are shrunk.
    pub disagreements: Vec<Disagreement>,
    /// The rules of the model.
    pub rules: Rules,
}

/// Compares the scripts of a plan. At the first disagreement, or at a signal, no further script is begun.
///
/// # Errors
/// If this machine lacks what it takes, or a worker fails.
pub fn run(plan: &Plan, interrupt: &Interrupt, progress: &Progress) -> Result<Outcome, StartError> {
    let next = AtomicU64::new(0);
    let jobs = JOBS.min(plan.scripts).max(1);
    let results: Vec<Result<Outcome, StartError>> = thread::scope(|scope| {
        let job = || work(plan, &next, interrupt, progress);
        let threads: Vec<_> = (0..jobs).map(|_| scope.spawn(job)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let (mut all, mut failure) = (Outcome::default(), None);
    for result in results {
        match result {
            Ok(one) => {
                all.operations += one.operations;
                all.disagreements.extend(one.disagreements);
                all.rules = one.rules;
            }
            Err(error) => failure = Some(error),
        }
    }
    // What was found counts, even if a worker failed beside it.
    match failure {
        Some(error) if all.disagreements.is_empty() => Err(error),
        _ => Ok(all),
    }
}

fn work(plan: &Plan, next: &AtomicU64, interrupt: &Interrupt, progress: &Progress) -> Result<Outcome, StartError> {
    let mut worker = KernelWorker::start()?;
    let rules = plan.rules.unwrap_or_else(|| worker.rules());
    let generator = Generator::new(rules, worker.kinds());
    let mut outcome = Outcome { rules, ..Outcome::default() };
    loop {
        let case = next.fetch_add(1, Ordering::Relaxed);
        if case >= plan.scripts || interrupt.is_set() {
            return Ok(outcome);
        }
        let script = generator.script_while(&mut Rng::for_case(plan.seed, case), plan.length, &|| !interrupt.is_set());
        if script.len() < plan.length {
            return Ok(outcome);
        }
        let compared = compare(&mut worker, rules, &script)?;
        outcome.operations += compared.len() as u64;
        progress.advance(compared.len() as u64);
        if let Some(found) = disagreement(&script, &compared) {
            // The others need not go on.
            next.store(plan.scripts, Ordering::Relaxed);
            outcome.disagreements.push(shrink_disagreement(&mut worker, rules, found));
            return Ok(outcome);
        }
    }
}
