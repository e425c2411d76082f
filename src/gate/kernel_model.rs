//! The model of the kernel against the running one, as a part of the gate.

use crate::differential::{self, Disagreement, Plan};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::subjects::StartError;
use ifrace_model::kernel::Rules;

/// Operations in one script.
const LENGTH: usize = 100;

/// What the comparison gave.
#[derive(Clone, Debug)]
pub struct KernelModel {
    /// The rules of the running kernel.
    pub rules: Rules,
    /// Operations that were compared.
    pub operations: u64,
    /// The shortest script about whose last operation the two disagree.
    pub disagreement: Option<Disagreement>,
}

pub(super) fn compare(seed: u64, operations: u64, interrupt: &Interrupt, progress: &Progress) -> Result<KernelModel, StartError> {
    let plan = Plan { seed, scripts: operations.div_ceil(LENGTH as u64), length: LENGTH, rules: None };
    let outcome = differential::run(&plan, interrupt, progress)?;
    let disagreement = outcome.disagreements.into_iter().min_by_key(|found| found.script.len());
    Ok(KernelModel { rules: outcome.rules, operations: outcome.operations, disagreement })
}
