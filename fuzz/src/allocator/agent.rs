//! An agent that creates devices with the names of the allocator.

use super::devices::{creation, is_taken, link, lower};
use super::host::Host;
use ifrace_allocator::IfName;
use ifrace_allocator::names::{GenerateError, Lease, NameAllocator, NamePattern, StateError, StateImage, StateRoom};
use ifrace_model::kernel::Link;
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::{Given, Kernel};
use std::sync::LazyLock;

/// A small state: to make a large one would take longer than the rest of an input.
const ROOM: StateRoom = StateRoom { patterns: 8, participants: 6, leases: 8 };

/// More names than are ever taken: whoever tries more does not end.
const TRIES_MAX: u32 = 200;

/// What is broken in an agent on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), allow(dead_code, reason = "only tests break an agent"))]
pub(super) enum Flaw {
    /// Nothing.
    None,
    /// It attaches to taps that are there.
    Sharing,
    /// Its counters begin again at a restart.
    Forgetful,
    /// It takes no notice of reservations.
    Deaf,
    /// It gives up at the first name that is taken.
    Impatient,
    /// It never gives a name back.
    Hoarding,
    /// It does not wait for a cleanup.
    Hasty,
    /// It says that it has failed, and leaves the device there.
    Leaking,
}

/// Its words: each input begins with a copy of them.
static FRESH: LazyLock<StateImage> = LazyLock::new(|| StateImage::new(ROOM, 1, 1));

/// The allocator of a host that has just started.
pub(super) fn fresh() -> NameAllocator {
    FRESH.open(1).unwrap_or_else(|error| panic!("a fresh state of names cannot be used: {error}"))
}

/// An agent that creates every device exclusively, and looks at the host when a name is refused, as [`HardenedAllocator`](ifrace_sim::bench::HardenedAllocator) does. Other
/// than there, cleanups may come late.
#[derive(Debug)]
pub(super) struct Agent {
    pub(super) names: NameAllocator,
    pub(super) host: Host,
    /// Those of devices that it knows nothing bad of.
    pub(super) leases: Vec<Lease>,
    /// Those whose cleanup is not done.
    pub(super) late: Vec<Lease>,
    postpones: bool,
    pub(super) flaw: Flaw,
}

impl Agent {
    pub(super) fn new(host: Host, flaw: Flaw) -> Self {
        Self { names: fresh(), host, leases: Vec::new(), late: Vec::new(), postpones: false, flaw }
    }

    /// From now on cleanups come late.
    pub(super) const fn postpone(&mut self) {
        self.postpones = true;
    }

    /// Does every cleanup that waits, and from now on each at once.
    pub(super) fn clean_up(&mut self) -> Result<(), StateError> {
        self.postpones = false;
        std::mem::take(&mut self.late).into_iter().try_for_each(Lease::done)
    }

    /// A device with the next name that is free.
    pub(super) fn next(&mut self, kind: DeviceKind, pattern: NamePattern) -> Result<Given, String> {
        let source = self.names.source(pattern).map_err(|error| error.to_string())?;
        let mut has_looked = false;
        for _ in 0..TRIES_MAX {
            let made = match source.generate() {
                // It goes by what it knew before: names may have become free since.
                Err(GenerateError::Exhausted { .. }) if !has_looked => None,
                Err(error) => return Err(error.to_string()),
                Ok(generated) => self.create(kind, generated.name, generated.generation)?,
            };
            if let Some(link) = made {
                return Ok(Given::Device(link));
            }
            self.look()?;
            has_looked = true;
        }
        Ok(Given::Endless)
    }

    /// A device with the name that its caller chose.
    pub(super) fn literal(&mut self, kind: DeviceKind, text: &[u8]) -> Result<Given, String> {
        let name = IfName::new(text).ok_or_else(|| format!("{}: it is no name", text.escape_ascii()))?;
        let mut made = self.create(kind, name, 0)?;
        if made.is_none() {
            // It may be held for a device that is gone.
            self.look()?;
            made = self.create(kind, name, 0)?;
        }
        made.map(Given::Own).ok_or_else(|| format!("{name}: the name is taken"))
    }

    /// Creates a device; `None` if something has its name.
    fn create(&mut self, kind: DeviceKind, name: IfName, generation: u64) -> Result<Option<Link>, String> {
        let in_words = |error: StateError| error.to_string();
        let mut lease = match self.names.hold(name, generation) {
            Err(StateError::Pending(_)) => return Ok(None),
            lease => lease.map_err(in_words)?,
        };
        let lower = if kind == DeviceKind::Tap { Ok(0) } else { lower(&mut self.host) };
        let made = lower.map_err(|number| (number, false)).and_then(|lower| {
            let operation = creation(kind, name.as_bytes(), lower, self.flaw != Flaw::Sharing);
            link(&mut self.host, &operation).map_err(|number| (number, is_taken(number)))
        });
        match made {
            Ok(link) => {
                lease.note_device(link.index).map_err(in_words)?;
                self.leases.push(lease);
                if self.flaw == Flaw::Leaking { Err("it fails".to_owned()) } else { Ok(Some(link)) }
            }
            Err((number, taken)) => {
                lease.done().map_err(in_words)?;
                if taken && self.flaw != Flaw::Impatient { Ok(None) } else { Err(format!("{name}: creation failed: {number}")) }
            }
        }
    }

    /// Learns all names of the host, and ends the leases of devices that are gone.
    fn look(&mut self) -> Result<(), String> {
        let devices = self.host.names_by_device().map_err(|number| format!("the devices cannot be listed: {number}"))?;
        let is_there = |lease: &Lease| lease.index().is_some_and(|wanted| devices.iter().any(|(index, _)| *index == wanted));
        let (there, gone) = std::mem::take(&mut self.leases).into_iter().partition::<Vec<_>, _>(is_there);
        self.leases = there;
        self.names.update_picture(|picture| picture.replace(devices));
        gone.into_iter().try_for_each(|lease| self.gone(lease)).map_err(|error| error.to_string())
    }

    /// The device of a lease is gone.
    pub(super) fn gone(&mut self, mut lease: Lease) -> Result<(), StateError> {
        if self.flaw == Flaw::Hoarding {
            self.late.push(lease);
            return Ok(());
        }
        lease.retire()?;
        if self.postpones && self.flaw != Flaw::Hasty {
            self.late.push(lease);
            return Ok(());
        }
        lease.done()
    }
}
