//! A host in memory for the tests of the policies.

use super::{Answer, DeviceKind, Outcome, Policy, Presence, Request, Step};
use crate::{Errno, IfName, Template};
use std::collections::BTreeSet;

/// The names of a host's devices, and what goes wrong there.
#[derive(Default)]
pub(super) struct Host {
    names: BTreeSet<IfName>,
    /// Every probe and creation since the last clear.
    pub(super) log: Vec<Step>,
    /// Every probe answers that the name exists.
    pub(super) all_present: bool,
    /// Every probe fails.
    pub(super) probes_fail: bool,
    /// Every creation fails like this.
    pub(super) create_error: Option<Errno>,
    /// That many creations fail because somebody else just took the name.
    pub(super) lost_races: u32,
    /// The most host operations of one run.
    pub(super) bound: u32,
}

impl Host {
    /// A host with devices of these names.
    pub(super) fn with(names: &[&str]) -> Self {
        let names = names.iter().map(|name| IfName::cut(name.as_bytes())).collect();
        Self { names, bound: 100_000, ..Self::default() }
    }

    /// Deletes a device.
    pub(super) fn delete(&mut self, name: &str) {
        assert!(self.names.remove(&IfName::cut(name.as_bytes())), "{name} does not exist");
    }

    /// Whether the name was probed.
    pub(super) fn probed(&self, name: &str) -> bool {
        self.log.contains(&Step::Probe(IfName::cut(name.as_bytes())))
    }

    /// Runs one call on this host.
    pub(super) fn run(&mut self, policy: &mut Policy, kind: DeviceKind, wanted: Option<&str>) -> Option<Outcome> {
        let request = Request { kind, wanted: wanted.map(|name| name.as_bytes().to_vec()) };
        let bound = self.bound;
        policy.run(request, &mut |step| self.answer(kind, step), bound).0
    }

    fn answer(&mut self, kind: DeviceKind, step: Step) -> Answer {
        self.log.push(step);
        match step {
            Step::Probe(_) if self.probes_fail => Answer::Exists(Presence::Failed),
            Step::Probe(name) if self.all_present || self.names.contains(&name) => Answer::Exists(Presence::Present),
            Step::Probe(_) => Answer::Exists(Presence::Absent),
            Step::Create(name) => Answer::Created(self.create(kind, name)),
            Step::Done(outcome) => panic!("{outcome:?} needs no answer"),
        }
    }

    fn create(&mut self, kind: DeviceKind, name: IfName) -> Result<IfName, Errno> {
        if let Some(errno) = self.create_error {
            return Err(errno);
        }
        let name = match Template::parse(name.as_bytes()) {
            Ok(template) => {
                let mut names = (0..).map(|id| template.expand_cut(id));
                names.find(|name| !self.names.contains(name)).ok_or(Errno::ENFILE)?
            }
            Err(_) => name,
        };
        let lost = self.lost_races > 0;
        self.lost_races = self.lost_races.saturating_sub(1);
        if !self.names.insert(name) || lost {
            return Err(if kind == DeviceKind::Tap { Errno::EBUSY } else { Errno::EEXIST });
        }
        Ok(name)
    }
}

/// The outcome of a call that created this name.
pub(super) fn created(name: &str) -> Option<Outcome> {
    Some(Outcome::Created(IfName::cut(name.as_bytes())))
}

/// The outcome of a call that generated this name.
pub(super) fn generated(name: &str) -> Option<Outcome> {
    Some(Outcome::Generated(IfName::cut(name.as_bytes())))
}
