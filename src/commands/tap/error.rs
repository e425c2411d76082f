//! Why there is no tap, or no command that has it.

use crate::exit_code;
use ifrace_allocator::IfName;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::devices::CreateError;
use ifrace_allocator::linux::shared_file::SharedFileError;
use ifrace_allocator::names::{GenerateError, OpenError, StateError};
use std::io;

/// The command is there and cannot be executed, as `env(1)` and shells say it.
const NOT_EXECUTABLE: u8 = 126;
/// There is no such command.
const NOT_FOUND: u8 = 127;

/// Why there is no tap, or no command that has it. Its text is one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum TapError {
    /// The state of names cannot be opened.
    #[error("{0}{remedy}", remedy = open_remedy(.0))]
    Open(OpenError),
    /// No folder was named, and there is no default.
    #[error("{0} (--state DIR), or go without one (--in-process)")]
    NoFolder(SharedFileError),
    /// The state of names cannot be used.
    #[error("{0}{remedy}", remedy = state_remedy(.0))]
    State(StateError),
    /// The devices of the host cannot be read.
    #[error("the devices of this network namespace cannot be read: {0}; a sandbox may forbid netlink")]
    Host(OsError),
    /// The tap cannot be created.
    #[error("{0}{remedy}", remedy = create_remedy(.0))]
    Create(CreateError),
    /// The descriptors cannot be made.
    #[error("no more descriptors can be opened: {0}; raise the limit (ulimit -n), or ask for fewer queues")]
    Descriptors(io::Error),
    /// The command cannot be run; the first text is its name.
    #[error("{0} cannot be run: {1}")]
    Command(String, io::Error),
    /// The command was started, and its end cannot be waited for.
    #[error("the end of {0} cannot be waited for: {1}; its tap is removed")]
    Wait(String, io::Error),
    /// The tap is perhaps still there.
    #[error("{0} cannot be removed: {1}; if it is still there, run ip link delete {0}")]
    Remove(IfName, CreateError),
}

impl TapError {
    /// The exit code of `ifrace tap` that ends with this.
    pub(super) fn exit_code(&self) -> u8 {
        use SharedFileError::{BadLength, BadName, Forked, WrongInitial};
        match self {
            Self::Open(OpenError::File(BadName { .. })) | Self::Create(CreateError::BadName(..)) => exit_code::USAGE,
            Self::Open(OpenError::File(BadLength { .. } | WrongInitial { .. } | Forked { .. })) => exit_code::INTERNAL,
            Self::Create(CreateError::WrongNamespace | CreateError::NoLower(_)) | Self::Wait(..) => exit_code::INTERNAL,
            Self::Command(_, error) => match error.raw_os_error() {
                Some(libc::ENOENT) => NOT_FOUND,
                // What the machine lacks, whatever the command is.
                Some(libc::EAGAIN | libc::ENOMEM | libc::EMFILE | libc::ENFILE) => exit_code::MISSING,
                _ => NOT_EXECUTABLE,
            },
            _ => exit_code::MISSING,
        }
    }
}

impl From<CreateError> for TapError {
    fn from(error: CreateError) -> Self {
        Self::Create(error)
    }
}

fn open_remedy(error: &OpenError) -> &'static str {
    match error {
        OpenError::State { source, .. } => state_remedy(source),
        OpenError::File(SharedFileError::WrongSize { .. }) => REBUILD,
        OpenError::File(_) => "; --state DIR names a folder, --in-process goes without",
        _ => "",
    }
}

fn create_remedy(error: &CreateError) -> &'static str {
    match error {
        CreateError::Name(GenerateError::Exhausted { .. }) => "; choose another --template",
        CreateError::Name(GenerateError::State(error)) => state_remedy(error),
        CreateError::Os(OsError { errno: libc::EMFILE, .. }) => "; raise the limit (ulimit -n), or ask for fewer queues",
        CreateError::BadName(..) => "; choose another --name",
        _ => "",
    }
}

const REBUILD: &str = " (--rebuild does it)";

fn state_remedy(error: &StateError) -> &'static str {
    match error {
        StateError::Damaged(_) => REBUILD,
        StateError::Pending(_) => "; choose another --name, or wait until the command that has it ends",
        StateError::ParticipantsFull(_) => "; wait until one ends, or name another --state",
        StateError::LeasesFull(_) | StateError::CountersFull(_) | StateError::Spent => "; name another --state",
        _ => "",
    }
}

/// What it means that `/dev/net/tun` cannot be opened.
pub(super) fn without_tun(error: OsError) -> TapError {
    TapError::Create(match error.errno {
        libc::ENOENT | libc::ENODEV | libc::ENXIO => CreateError::NoTun(error),
        libc::EACCES | libc::EPERM => CreateError::NotPermitted(error),
        _ => CreateError::Os(error),
    })
}
