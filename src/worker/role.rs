//! What a worker is for.

use crate::exec::ExecCommand;
use std::ffi::OsString;

/// What a worker is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The running kernel, for scripts and as a subject.
    Kernel,
    /// A libvirt library as a subject.
    Libvirt {
        /// Its file, or a name that the dynamic linker finds.
        library: OsString,
        /// Seconds for one operation.
        deadline: u64,
        /// Memory in MiB.
        memory: u64,
        /// Seconds for a whole history.
        history: u64,
    },
    /// A program as a subject.
    Exec {
        /// How it is started.
        command: ExecCommand,
        /// Seconds for one line.
        deadline: u64,
        /// Memory in MiB.
        memory: u64,
        /// Seconds for a whole history.
        history: u64,
    },
}

impl Role {
    /// The arguments that make this program such a worker.
    pub fn arguments(&self) -> Vec<OsString> {
        match self {
            Self::Kernel => vec!["worker".into(), "kernel".into()],
            Self::Libvirt { library, deadline, memory, history } => {
                limited("libvirt", library.clone(), [deadline, memory, history])
            }
            Self::Exec { command, deadline, memory, history } => {
                // With this in front it never looks like an option.
                limited("exec", format!("exec:{command}").into(), [deadline, memory, history])
            }
        }
    }
}

fn limited(role: &str, what: OsString, limits: [&u64; 3]) -> Vec<OsString> {
    let limits = limits.map(|limit| limit.to_string().into());
    ["worker".into(), role.into(), what].into_iter().chain(limits).collect()
}
