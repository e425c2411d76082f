//! The project's own allocator of names.

use super::kernel::{create_if_free, errno_text};
use super::policy_allocator::HOST_OPERATIONS_MAX;
use super::{Abilities, Allocator, Given, Kernel};
use crate::history::Reply;
use ifrace_allocator::IfName;
use ifrace_allocator::host::MacvtapKind;
use ifrace_allocator::names::{GenerateError, Lease, NameAllocator, NamePattern, NamedKind, StateError};
use ifrace_model::kernel::Link;
use ifrace_model::policy::DeviceKind;
use std::fmt::Display;

/// A [`NameAllocator`] in the hands of an agent that creates every device exclusively, one with a name that its caller chose as well, and
/// looks at the host when a name is refused. Its state survives a restart; what it knows of the host does not.
#[derive(Debug)]
pub struct HardenedAllocator {
    names: NameAllocator,
    /// Those of devices that it has created, as long as it has not been told or seen that they are gone.
    leases: Vec<Lease>,
}

impl Default for HardenedAllocator {
    fn default() -> Self {
        Self { names: NameAllocator::in_process(), leases: Vec::new() }
    }
}

impl HardenedAllocator {
    /// What it can be asked for. It does not probe names, so that no probe can fail.
    pub const ABILITIES: Abilities =
        Abilities { kinds: &DeviceKind::ALL, reserve: true, restart: true, probe_faults: false, creates: true, taps: true };

    /// What a device's name is for, in the allocator's words.
    pub fn named_kind(kind: DeviceKind) -> NamedKind {
        match kind {
            DeviceKind::Tap => NamedKind::Tap,
            DeviceKind::Macvtap => NamedKind::OnLower(MacvtapKind::Macvtap),
            DeviceKind::Macvlan => NamedKind::OnLower(MacvtapKind::Macvlan),
        }
    }

    /// A name that a caller chose, in the allocator's words.
    pub(super) fn own_name(text: &[u8]) -> Result<IfName, String> {
        IfName::new(text).ok_or_else(|| format!("{}: a name has 1 to 15 bytes and no NUL", text.escape_ascii()))
    }

    /// A device with the next name that is free.
    fn generate_name(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, pattern: NamePattern) -> Result<Given, String> {
        let source = self.names.source(pattern).map_err(in_words)?;
        let mut has_looked = false;
        for _ in 0..HOST_OPERATIONS_MAX {
            let created = match source.generate() {
                // It goes by what it knew before: names may have become free since.
                Err(GenerateError::Exhausted { .. }) if !has_looked => None,
                Err(error) => return Err(error.to_string()),
                Ok(generated) => self.create(kernel, kind, generated.name, generated.generation)?,
            };
            if let Some(link) = created {
                return Ok(Given::Device(link));
            }
            self.look(kernel)?;
            has_looked = true;
        }
        Ok(Given::Endless)
    }

    /// A device with a name that the caller chose.
    fn take_literal(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, text: &[u8]) -> Result<Given, String> {
        let name = Self::own_name(text)?;
        let mut created = self.create(kernel, kind, name, 0)?;
        if created.is_none() {
            // It may be held for a device that is gone.
            self.look(kernel)?;
            created = self.create(kernel, kind, name, 0)?;
        }
        created.map(Given::Own).ok_or_else(|| format!("{name}: the name is taken"))
    }

    /// Creates a device; `None` if something has its name.
    fn create(
        &mut self,
        kernel: &mut dyn Kernel,
        kind: DeviceKind,
        name: IfName,
        generation: u64,
    ) -> Result<Option<Link>, String> {
        let mut lease = match self.names.hold(name, generation) {
            Err(StateError::Pending(_)) => return Ok(None),
            lease => lease.map_err(in_words)?,
        };
        let created = create_if_free(kernel, kind, name);
        if let Ok(Some(link)) = &created {
            lease.note_device(link.index).map_err(in_words)?;
            self.leases.push(lease);
        } else {
            lease.done().map_err(in_words)?;
        }
        created
    }

    /// Learns all names of the host, and ends the leases of devices that are gone.
    fn look(&mut self, kernel: &mut dyn Kernel) -> Result<(), String> {
        let devices =
            kernel.names_by_device().map_err(|number| format!("the devices cannot be listed: {}", errno_text(number)))?;
        let is_there = |lease: &Lease| lease.index().is_some_and(|wanted| devices.iter().any(|(index, _)| *index == wanted));
        let (there, gone) = std::mem::take(&mut self.leases).into_iter().partition::<Vec<_>, _>(is_there);
        self.leases = there;
        self.names.update_picture(|picture| picture.replace(devices));
        gone.into_iter().try_for_each(end).map_err(in_words)
    }
}

impl Allocator for HardenedAllocator {
    fn abilities(&self) -> Abilities {
        Self::ABILITIES
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, _probes_fail: bool) -> Given {
        let result = match wanted {
            None => self.generate_name(kernel, kind, NamePattern::of_kind(Self::named_kind(kind))),
            Some(text) if text.contains(&b'%') => match NamePattern::parse(text) {
                Ok(pattern) => self.generate_name(kernel, kind, pattern),
                Err(error) => Err(format!("{}: {error}", text.escape_ascii())),
            },
            Some(text) => self.take_literal(kernel, kind, text),
        };
        result.unwrap_or_else(Given::Refused)
    }

    fn reserve(&mut self, name: &[u8]) -> Reply {
        reply(self.names.reserve(name))
    }

    /// The bench has nothing to clean up after a device, so that the name waits for nothing.
    fn release(&mut self, name: &[u8]) -> Reply {
        let is_of = |lease: &Lease| lease.name().as_bytes() == name;
        let lease = self.leases.iter().position(is_of).map(|at| self.leases.swap_remove(at));
        reply(lease.map_or(Ok(()), end))
    }

    fn restart(&mut self) -> Reply {
        let restarted = self.names.restarted().and_then(|names| Ok(Self { leases: names.take_orphans()?, names }));
        reply(restarted.map(|new| *self = new))
    }
}

fn end(mut lease: Lease) -> Result<(), StateError> {
    lease.retire()?;
    lease.done()
}

fn reply(result: Result<(), StateError>) -> Reply {
    result.map_or_else(|error| Reply::refused(in_words(error)), |()| Reply::Done)
}

fn in_words(error: impl Display) -> String {
    error.to_string()
}
