//! A worker that is ready, or why there is none.

use super::StartError;
use crate::worker::{Hello, Role, Worker, WorkerError};
use ifrace_model::kernel::LinkKind;
use ifrace_sim::protocol;

/// A worker that has said what it is.
#[derive(Debug)]
pub(crate) struct Ready {
    /// The worker.
    pub(crate) worker: Worker,
    /// The release of the kernel, the version of the library, or name and version of the program, if it tells.
    pub(crate) version: Option<String>,
    /// The kinds of links that its kernel creates, if it is a worker on the kernel.
    pub(crate) kinds: Vec<LinkKind>,
    /// Whether taps can be made.
    pub(crate) taps: bool,
    /// What a program says of itself, if it is the subject.
    pub(crate) hello: Option<protocol::Hello>,
}

impl Ready {
    /// Starts a worker.
    ///
    /// # Errors
    /// If this machine lacks what it takes, if the library or the program is not what is needed, or if the worker fails.
    pub(crate) fn start(role: &Role) -> Result<Self, StartError> {
        let is_library = matches!(role, Role::Libvirt { .. });
        match Worker::start(role) {
            Ok((worker, Hello::Ready { version, kinds, taps })) => {
                Ok(Self { worker, version, kinds: known(&kinds), taps, hello: None })
            }
            Ok((worker, Hello::Subject { hello, taps })) => {
                Ok(Self { worker, version: Some(hello.title()), kinds: Vec::new(), taps, hello: Some(hello) })
            }
            Ok((_, Hello::Missing(missing))) => Err(StartError::Missing(missing)),
            Ok((_, Hello::Unusable { why })) if is_library || matches!(role, Role::Exec { .. }) => Err(StartError::Unusable(why)),
            Ok((_, Hello::Unusable { why })) => Err(StartError::Failed(why)),
            Err(error @ WorkerError::Start(_)) => Err(error.into()),
            // What ends or stops a worker while it loads a library is that library.
            Err(error) if is_library => Err(StartError::Unusable(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }
}

/// The kinds that the model knows.
fn known(ids: &[String]) -> Vec<LinkKind> {
    LinkKind::CREATABLE.into_iter().filter(|kind| ids.iter().any(|id| id == kind.id())).collect()
}
