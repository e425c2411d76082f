//! A worker that performs scripts on the running kernel.

use crate::subjects::{Ready, StartError};
use crate::worker::{Request, Response, Role, Worker};
use ifrace_model::kernel::{LinkKind, Namespace, Operation, Rules};
use ifrace_sim::script::{Answer, to_json};
use std::time::Duration;

/// Time for one script. A deletion takes 16 ms, or half a second while another namespace is torn down.
const DEADLINE: Duration = Duration::from_secs(300);

/// A worker with a network namespace of its own.
#[derive(Debug)]
pub struct KernelWorker {
    worker: Worker,
    release: String,
    kinds: Vec<LinkKind>,
}

impl KernelWorker {
    /// Starts it.
    ///
    /// # Errors
    /// If this machine lacks what it takes.
    pub fn start() -> Result<Self, StartError> {
        let Ready { worker, version, kinds, .. } = Ready::start(&Role::Kernel)?;
        Ok(Self { worker, release: version.unwrap_or_default(), kinds })
    }

    /// The release of the kernel.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// The rule set that this kernel follows.
    pub fn rules(&self) -> Rules {
        Rules::of_release(&self.release).unwrap_or_default()
    }

    /// The kinds of devices that this kernel creates.
    pub fn kinds(&self) -> &[LinkKind] {
        &self.kinds
    }

    /// The model of this kernel, under these rules.
    pub fn model(&self, rules: Rules) -> Namespace {
        Namespace::new(rules).with_kinds(&self.kinds)
    }

    /// Performs a script in a fresh namespace.
    ///
    /// # Errors
    /// If the worker fails.
    pub fn perform(&mut self, script: &[Operation]) -> Result<Vec<Answer>, StartError> {
        match self.worker.request(&Request::Script(script.iter().map(to_json).collect()), DEADLINE)? {
            Response::Answers(answers) => Ok(answers),
            Response::Failed(why) => Err(StartError::Failed(why)),
            Response::Played { .. } => Err(StartError::Failed("the worker answered another question".to_owned())),
        }
    }
}
