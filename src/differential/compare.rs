//! One script on the model and on the kernel.

use super::KernelWorker;
use crate::subjects::StartError;
use ifrace_model::kernel::{Operation, Rules};
use ifrace_sim::script::Answer;
use ifrace_sim::shrink;

/// Most scripts that are tried to shorten one.
const SHRINK_BUDGET: usize = 300;

/// The answers to one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The model's.
    pub model: Answer,
    /// The kernel's.
    pub kernel: Answer,
}

impl Compared {
    /// Whether they are the same.
    pub fn agree(&self) -> bool {
        self.model == self.kernel
    }
}

/// A script whose last operation is answered in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The script.
    pub script: Vec<Operation>,
    /// The two answers.
    pub answers: Compared,
}

/// Performs a script on both.
///
/// # Errors
/// If the worker fails.
pub fn compare(worker: &mut KernelWorker, rules: Rules, script: &[Operation]) -> Result<Vec<Compared>, StartError> {
    let kernel = worker.perform(script)?;
    let mut host = worker.model(rules);
    let model = script.iter().map(|operation| Answer::from(host.apply(operation)));
    Ok(model.zip(kernel).map(|(model, kernel)| Compared { model, kernel }).collect())
}

/// The first disagreement of a script.
pub(super) fn disagreement(script: &[Operation], compared: &[Compared]) -> Option<Disagreement> {
    let at = compared.iter().position(|answers| !answers.agree())?;
    Some(Disagreement { script: script[..=at].to_vec(), answers: compared[at].clone() })
}

/// Makes a disagreement shorter, as far as the worker goes along.
pub fn shrink_disagreement(worker: &mut KernelWorker, rules: Rules, found: Disagreement) -> Disagreement {
    let mut best = found.clone();
    let differs = |script: &[Operation]| {
        let compared = compare(worker, rules, script).unwrap_or_default();
        disagreement(script, &compared).map(|shorter| best = shorter).is_some()
    };
    shrink(found.script, |_| Vec::new(), differs, SHRINK_BUDGET);
    best
}
