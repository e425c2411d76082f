//! Hypervisors: one process for each, and one more for each of its devices, which holds the descriptors.
//!
//! A running program can only be handed a descriptor by a protocol that it knows, and nobody can close one in it. So the
//! descriptors of a device are inherited by a process of their own: plugging a device starts it, unplugging kills it, and what a
//! hypervisor holds is exactly what its processes hold. All of them form one process group, which is signalled as a whole.
//!
//! One that was killed from outside is found dead before the next operation, and then all of its processes end: a device never
//! outlives the hypervisor that it was handed to.

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
        hypervisor.holders.insert(name, process).map_or(Ok(()), |mut former| end(&mut former))
    }

    /// Takes a device from the hypervisor, if it has it; on return its descriptors are closed.
    ///
    /// # Errors
    /// It is not running; or the process cannot be killed.
    pub(super) fn unplug(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let hypervisor = self.running.get_mut(&actor).ok_or_else(not_running)?;
        hypervisor.holders.remove(&name).map_or(Ok(()), |mut holder| end(&mut holder))
    }

    /// # Errors
    /// It is not running.
    pub(super) fn require(&self, actor: Incarnation) -> Result<(), Failure> {
        self.process(actor).map(drop).ok_or_else(not_running)
    }

    /// Ends what is left of the hypervisors that were killed from outside: on return the taps that they alone held are gone.
    ///
    /// # Errors
    /// What `kill(2)` or `waitpid(2)` answer.
    pub(super) fn bury(&mut self) -> Result<(), Failure> {
        let ended = |hypervisor: &mut Hypervisor| hypervisor.leader.try_wait().map_err(on("waitpid"));
        let mut dead = Vec::new();
        for (actor, hypervisor) in &mut self.running {
            if ended(hypervisor)?.is_some() {
                dead.push(*actor);
            }
        }
        dead.into_iter().try_for_each(|actor| self.kill(actor))
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

    /// Ends every process, also if one cannot be: the first failure is told.
    fn end(mut self) -> Result<(), Failure> {
        if matches!(self.leader.try_wait(), Ok(None)) {
            // For what they started themselves. Whether it reaches anybody is found out one by one.
            drop(self.signal(Signal::KILL));
        }
        let processes = self.holders.values_mut().chain([&mut self.leader]);
        processes.map(end).fold(Ok(()), Result::and)
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

/// Kills a process and waits for its end; without waiting for one that must not be killed.
fn end(process: &mut Child) -> Result<(), Failure> {
    process.kill().map_err(on("kill"))?;
    process.wait().map(drop).map_err(on("waitpid"))
}

fn not_running() -> Failure {
    Failure::other("the hypervisor is not running")
}
