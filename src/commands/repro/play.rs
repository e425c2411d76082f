//! Where a case is played.

use super::super::CommandError;
use crate::interrupt::Interrupt;
use crate::live::LiveMaker;
use crate::subjects::StartError;
use crate::worker::Missing;
use ifrace_allocator::linux::requirements::kernel_release;
use ifrace_report::timeline;
use ifrace_sim::repro::{MemoryMaker, Reproduction, Subject};

/// Where a case is played.
pub(super) enum Ground {
    /// On the host in memory.
    Simulated,
    /// On real devices.
    Live {
        /// Makes the namespaces.
        maker: Box<LiveMaker>,
        /// The release of the kernel.
        kernel: String,
    },
}

impl Ground {
    /// Real devices. From here on this thread, or without root this process, is in a namespace of its own.
    pub(super) fn live() -> Result<Self, CommandError> {
        let maker = LiveMaker::enter().map_err(|error| {
            let what = format!("no private network namespace: {error}");
            let remedy = "run as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)".to_owned();
            CommandError::subject("--live", StartError::Missing(Missing { what, remedy }))
        })?;
        Ok(Self::Live { maker: Box::new(maker), kernel: kernel_release() })
    }

    /// Plays a case until its end or a signal.
    pub(super) fn play(&mut self, subject: &Subject, interrupt: &Interrupt) -> Reproduction {
        let stop = || interrupt.is_set();
        match self {
            Self::Simulated => subject.reproduce(&mut MemoryMaker, &stop),
            Self::Live { maker, .. } => subject.reproduce(&mut **maker, &stop),
        }
    }

    /// The same for a report.
    pub(super) fn report(&self) -> timeline::Ground<'_> {
        match self {
            Self::Simulated => timeline::Ground::Simulated,
            Self::Live { kernel, .. } => timeline::Ground::Live(kernel),
        }
    }
}
