//! Subjects that live in a worker process.

use super::{Ready, SubjectId};
use crate::exec::ExecCommand;
use crate::libvirt::ABILITIES;
use crate::worker::{Missing, Request, Response, Role, Worker, WorkerError};
use ifrace_model::kernel::LinkKind;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::{Abilities, Allocator, KernelAllocator};
use ifrace_sim::history::{Op, to_json};
use ifrace_sim::protocol::Hello;
use ifrace_sim::subject::{Ending, Played, Subject};
use std::ffi::OsStr;
use std::time::Duration;

/// Seconds that a library may take for one operation, and a program for one line. The slowest that is known takes 0.1.
const OPERATION_DEADLINE: u64 = 5;

/// Memory in MiB that the process of a library may use, or all processes of a program.
const MEMORY: u64 = 4096;

/// Seconds that either may take for a whole history.
const HISTORY: u64 = 100;

/// Time for the answer to a whole history: longer than either may take, so that what is slow is told from a worker that fails.
const ANSWER_DEADLINE: Duration = Duration::from_secs(120);

/// Why a subject cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// This machine lacks something.
    #[error("{}; {}", .0.what, .0.remedy)]
    Missing(Missing),
    /// What was named is no subject.
    #[error("{0}")]
    Unusable(String),
    /// The worker could not do what it was asked for.
    #[error("{0}")]
    Failed(String),
    /// The worker process failed.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}

/// A subject in a worker process.
#[derive(Debug)]
pub struct Real {
    id: SubjectId,
    role: Role,
    abilities: Abilities,
    kinds: Vec<LinkKind>,
    version: Option<String>,
    worker: Option<Worker>,
}

impl Real {
    /// The running kernel.
    ///
    /// # Errors
    /// If the machine lacks what it takes.
    pub fn kernel() -> Result<Self, StartError> {
        Self::start(SubjectId::Kernel, Role::Kernel, |kinds| KernelAllocator::with_kinds(kinds).abilities())
    }

    /// A libvirt library.
    ///
    /// # Errors
    /// If the machine lacks what it takes, or the library is not libvirt's.
    pub fn libvirt(library: &OsStr) -> Result<Self, StartError> {
        Self::limited_libvirt(library, OPERATION_DEADLINE, MEMORY)
    }

    /// A libvirt library with other limits: seconds for one operation, memory in MiB.
    ///
    /// # Errors
    /// As for [`libvirt`](Self::libvirt).
    pub fn limited_libvirt(library: &OsStr, deadline: u64, memory: u64) -> Result<Self, StartError> {
        let role = Role::Libvirt { library: library.to_owned(), deadline, memory, history: HISTORY };
        Self::start(SubjectId::Libvirt(library.to_owned()), role, |_| ABILITIES)
    }

    /// A program, and what it says of itself.
    ///
    /// # Errors
    /// If the machine lacks what it takes, or the program cannot be started or says no hello.
    pub fn exec(command: &ExecCommand) -> Result<(Self, Hello), StartError> {
        let role = Role::Exec { command: command.clone(), deadline: OPERATION_DEADLINE, memory: MEMORY, history: HISTORY };
        let Ready { worker, version, kinds, taps, hello } = Ready::start(&role)?;
        let hello = hello.ok_or_else(|| StartError::Failed("the worker gave the hello of another subject".to_owned()))?;
        let abilities = hello.abilities(taps);
        let id = SubjectId::Exec(command.clone());
        Ok((Self { id, role, abilities, kinds, version, worker: Some(worker) }, hello))
    }

    fn start(id: SubjectId, role: Role, abilities: impl FnOnce(&[LinkKind]) -> Abilities) -> Result<Self, StartError> {
        let Ready { worker, version, kinds, taps, .. } = Ready::start(&role)?;
        let abilities = Abilities { taps, ..abilities(&kinds) };
        Ok(Self { id, role, abilities, kinds, version, worker: Some(worker) })
    }

    /// The release of the kernel, the version of the library, or name and version of the program, if it tells.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The kinds of links that the kernel creates, if it is the subject.
    pub fn kinds(&self) -> &[LinkKind] {
        &self.kinds
    }

    /// What this machine lacks for some operations.
    pub fn missing(&self) -> Vec<Missing> {
        missing_kinds(self.abilities.kinds)
    }

    fn request(&mut self, request: &Request) -> Result<Response, StartError> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => Ready::start(&self.role)?.worker,
        };
        let response = worker.request(request, ANSWER_DEADLINE)?;
        self.worker = Some(worker);
        Ok(response)
    }
}

/// The kinds of devices that are not among these.
fn missing_kinds(kinds: &[DeviceKind]) -> Vec<Missing> {
    let missing = |kind: DeviceKind| Missing {
        what: format!("this kernel does not create devices of the kind {kind}"),
        remedy: format!("load the kernel modules {kind} and veth"),
    };
    DeviceKind::ALL.into_iter().filter(|kind| !kinds.contains(kind)).map(missing).collect()
}

impl Subject for Real {
    fn id(&self) -> String {
        self.id.to_string()
    }

    fn abilities(&self) -> Abilities {
        self.abilities
    }

    fn play(&mut self, history: &[Op]) -> Played {
        let failed = |why: String| Played { replies: Vec::new(), ending: Ending::Failed { why } };
        match self.request(&Request::History(history.iter().map(to_json).collect())) {
            Ok(Response::Played { replies, ending }) => Played { replies, ending },
            Ok(Response::Failed(why)) => failed(why),
            Ok(Response::Answers(_)) => failed("the worker answered another question".to_owned()),
            Err(error) => failed(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_that_the_kernel_lacks_is_named() {
        let kinds = KernelAllocator::with_kinds(&[LinkKind::Veth, LinkKind::Macvlan]).abilities().kinds;
        let what: Vec<String> = missing_kinds(kinds).into_iter().map(|missing| missing.what).collect();
        assert_eq!(what, ["this kernel does not create devices of the kind macvtap"]);
        assert_eq!(missing_kinds(ABILITIES.kinds), []);
    }
}
