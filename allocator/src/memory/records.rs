//! What is only noted: status files, and the user's scripts.

use super::MemoryHost;
use crate::IfName;
use crate::host::Incarnation;
use std::collections::BTreeSet;

/// The notes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Records {
    pub(super) status: BTreeSet<Incarnation>,
    pub(super) scripts: Vec<ScriptRun>,
}

/// A run of the user's script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptRun {
    /// For whom it ran.
    pub actor: Incarnation,
    /// The script.
    pub path: String,
    /// Its argument.
    pub name: IfName,
}

impl MemoryHost {
    /// Whether a status file is there, from which a restarted daemon knows the guest.
    pub fn has_status(&self, of: Incarnation) -> bool {
        self.records.status.contains(&of)
    }

    /// The scripts that ran, in their order.
    pub fn scripts(&self) -> &[ScriptRun] {
        &self.records.scripts
    }
}

#[cfg(test)]
mod tests {
    use super::super::ScriptRun;
    use super::super::test_host::{A, B, done, host, name};
    use crate::host::HostOp;

    #[test]
    fn status_files_and_scripts_are_noted() {
        let mut host = host();
        done(&mut host, A, &HostOp::PrepareHost);
        done(&mut host, A, &HostOp::SaveStatus);
        assert!(host.has_status(A) && !host.has_status(B));
        done(&mut host, A, &HostOp::RemoveStatus);
        assert!(!host.has_status(A));
        done(&mut host, A, &HostOp::RunScript { path: "/etc/up", name: name("vnet0") });
        assert_eq!(host.scripts(), [ScriptRun { actor: A, path: "/etc/up".to_owned(), name: name("vnet0") }]);
    }
}
