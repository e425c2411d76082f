//! The processes of the pid namespace that the calling process is the first of.

use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, wait};
use std::io;

/// Proof that the calling process is the init of a pid namespace that was made for a subject.
#[derive(Debug)]
pub(crate) struct Members(());

/// What all of them use together.
pub(super) struct Usage {
    pub(super) processes: usize,
    pub(super) resident_mib: u64,
}

impl Members {
    /// For the first process of the namespace; the others of it are those that can be ended.
    ///
    /// # Errors
    /// If the calling process is not the first one.
    pub(crate) fn of_this_namespace() -> io::Result<Self> {
        if std::process::id() != 1 {
            return Err(io::Error::other("this process is not the first one of a pid namespace"));
        }
        Ok(Self(()))
    }

    /// Ends every process but this one, at once: none of them can start another one meanwhile (`kill(2)` with -1 holds the
    /// list of processes). Waits until all are gone.
    pub(super) fn end_all(&self) {
        // The group of process 1 stands for all that the caller can see: those of its namespace. There may be none.
        let _ = kill_process_group(Pid::INIT, Signal::KILL);
        // The orphans of others are children of init.
        while let Ok(Some(_)) = wait(WaitOptions::empty()) {}
    }

    /// What they use, as `/proc` of the namespace shows it. Nobody looks at the memory of more processes than there may be: they may
    /// multiply meanwhile.
    pub(super) fn usage(&self, processes_max: usize) -> Usage {
        let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).filter(|&pid| pid != 1);
        let pids: Vec<u32> = pids.take(processes_max + 1).collect();
        let counted = if pids.len() > processes_max { &[] } else { &pids[..] };
        let resident_kib: u64 = counted.iter().map(|&pid| resident_of(pid)).sum();
        Usage { processes: pids.len(), resident_mib: resident_kib >> 10 }
    }
}

/// Memory of a process that is really in use, in KiB (`proc_pid_statm(5)`); 0 once it is gone.
fn resident_of(pid: u32) -> u64 {
    let statm = std::fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    (pages * rustix::param::page_size() as u64) >> 10
}

#[cfg(test)]
mod tests {
    use super::Members;

    #[test]
    fn an_ordinary_process_may_not_end_all_others() {
        assert!(Members::of_this_namespace().is_err());
    }
}
