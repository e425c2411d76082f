//! Subjects that live in a worker process.

use super::SubjectId;
use crate::libvirt::ABILITIES;
use crate::worker::{Hello, Missing, Request, Response, Role, Worker, WorkerError};
use ifrace_sim::bench::{Abilities, Allocator, KernelAllocator};
use ifrace_sim::history::{Op, to_json};
use ifrace_sim::subject::{Ending, Played, Subject};
use std::ffi::OsStr;
use std::time::Duration;

/// Seconds that a library may take for one operation. The slowest that is known takes 0.1.
const OPERATION_DEADLINE: u64 = 5;

/// Memory in MiB that a library's process may use.
const MEMORY: u64 = 4096;

/// Time for a whole history, whatever happens in it.
const HISTORY_DEADLINE: Duration = Duration::from_secs(120);

/// Why a subject cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// This machine lacks something.
    #[error("{}; {}", .0.what, .0.remedy)]
    Missing(Missing),
    /// What was named is no subject.
    #[error("{0}")]
    Unusable(String),
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
    version: Option<String>,
    worker: Option<Worker>,
}

impl Real {
    /// The running kernel.
    ///
    /// # Errors
    /// If the machine lacks what it takes.
    pub fn kernel() -> Result<Self, StartError> {
        Self::start(SubjectId::Kernel, Role::Kernel, KernelAllocator.abilities())
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
        let role = Role::Libvirt { library: library.to_owned(), deadline, memory };
        Self::start(SubjectId::Libvirt(library.to_owned()), role, ABILITIES)
    }

    fn start(id: SubjectId, role: Role, abilities: Abilities) -> Result<Self, StartError> {
        let (worker, version, taps) = start_worker(&role)?;
        Ok(Self { id, role, abilities: Abilities { taps, ..abilities }, version, worker: Some(worker) })
    }

    /// The release of the kernel, or the version of the library, if it tells.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    fn request(&mut self, request: &Request) -> Result<Response, StartError> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => start_worker(&self.role)?.0,
        };
        let response = worker.request(request, HISTORY_DEADLINE)?;
        self.worker = Some(worker);
        Ok(response)
    }
}

fn start_worker(role: &Role) -> Result<(Worker, Option<String>, bool), StartError> {
    match Worker::start(role)? {
        (worker, Hello::Ready { version, taps, .. }) => Ok((worker, version, taps)),
        (_, Hello::Missing(missing)) => Err(StartError::Missing(missing)),
        (_, Hello::Unusable { why }) => Err(StartError::Unusable(why)),
    }
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
