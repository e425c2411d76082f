//! Hypervisors: one process for each, and one more for each of its devices, which holds the descriptors.
//!
//! A running program can only be handed a descriptor by a protocol that it knows, and nobody can close one in it. So the
//! descriptors of a device are inherited by a process of their own: plugging a device starts it, unplugging kills it, and what a
//! hypervisor holds is exactly what its processes hold. All of them form one process group, which is signalled as a whole.

mod holder;

use super::devices::Descriptors;
use super::failure::on;
use crate::IfName;
use crate::host::{Failure, Incarnation};
use rustix::process::{Pid, Signal, kill_process_group};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Child;

/// The hypervisors that run.
#[derive(Debug, Default)]
pub(super) struct Hypervisors {
    running: BTreeMap<Incarnation, Hypervisor>,
}

/// One hypervisor.
#[derive(Debug)]
struct Hypervisor {
    leader: Child,
    holders: BTreeMap<IfName, Child>,
}

impl Hypervisors {
    /// Starts the hypervisor of an actor, with its devices; on return the child processes have their copies of the descriptors.
    ///
    /// # Errors
    /// `EEXIST` if it runs; a program is missing, or a process cannot be started. Then none runs.
    pub(super) fn start(
        &mut self,
        actor: Incarnation,
        (program, arguments): (PathBuf, &[OsString]),
        (holder, devices): (PathBuf, &BTreeMap<IfName, Descriptors>),
    ) -> Result<(), Failure> {
        if self.running.contains_key(&actor) {
            return Err(Failure::errno(libc::EEXIST, "EEXIST"));
        }
        let leader = holder::start(program, arguments, Descriptors::default(), 0)?;
        self.running.insert(actor, Hypervisor { leader, holders: BTreeMap::new() });
        for (name, descriptors) in devices {
            if let Err(failure) = self.plug(actor, *name, (holder.clone(), descriptors.clone())) {
                self.kill(actor)?;
                return Err(failure);
            }
        }
        Ok(())
    }

    /// Hands the hypervisor one more device.
    ///
    /// # Errors
    /// It is not running; or the process cannot be started.
    pub(super) fn plug(
        &mut self,
        actor: Incarnation,
        name: IfName,
        (holder, descriptors): (PathBuf, Descriptors),
    ) -> Result<(), Failure> {
        let hypervisor = self.running.get_mut(&actor).ok_or_else(not_running)?;
        let process = holder::start(holder, &["infinity".into()], descriptors, hypervisor.leader.id().cast_signed())?;
        if let Some(former) = hypervisor.holders.insert(name, process) {
            end(former)?;
        }
        Ok(())
    }

    /// Takes a device from the hypervisor, if it has it; on return its descriptors are closed.
    ///
    /// # Errors
    /// It is not running; or the process cannot be killed.
    pub(super) fn unplug(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let hypervisor = self.running.get_mut(&actor).ok_or_else(not_running)?;
        hypervisor.holders.remove(&name).map_or(Ok(()), end)
    }

    /// Sends all processes of the hypervisor a signal.
    ///
    /// # Errors
    /// It is not running; or what `kill(2)` answers.
    pub(super) fn signal(&self, actor: Incarnation, signal: Signal) -> Result<(), Failure> {
        self.running.get(&actor).ok_or_else(not_running)?.signal(signal)
    }

    /// Kills the hypervisor, if it runs; on return its descriptors are closed, and taps that nobody else holds are gone.
    ///
    /// # Errors
    /// What `kill(2)` or `waitpid(2)` answer.
    pub(super) fn kill(&mut self, actor: Incarnation) -> Result<(), Failure> {
        self.running.remove(&actor).map_or(Ok(()), Hypervisor::end)
    }

    pub(super) fn process(&self, actor: Incarnation) -> Option<u32> {
        self.running.get(&actor).map(|hypervisor| hypervisor.leader.id())
    }
}

impl Hypervisor {
    fn signal(&self, signal: Signal) -> Result<(), Failure> {
        // The group bears the number of its leader, which is not given again before the leader was waited for.
        kill_process_group(Pid::from_child(&self.leader), signal).map_err(|errno| on("kill")(errno.into()))
    }

    fn end(mut self) -> Result<(), Failure> {
        self.signal(Signal::KILL)?;
        let mut processes = self.holders.values_mut().chain([&mut self.leader]);
        processes.try_for_each(|process| process.wait().map(drop).map_err(on("waitpid")))
    }
}

impl Drop for Hypervisors {
    fn drop(&mut self) {
        for (_, hypervisor) in std::mem::take(&mut self.running) {
            // Nobody is left to be told, and a process that cannot be killed is dead already.
            drop(hypervisor.end());
        }
    }
}

fn end(mut process: Child) -> Result<(), Failure> {
    process.kill().map_err(on("kill"))?;
    process.wait().map(drop).map_err(on("waitpid"))
}

fn not_running() -> Failure {
    Failure::other("the hypervisor is not running")
}
