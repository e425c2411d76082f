//! The allocator of names that a hypervisor agent uses.

use super::lease::Lease;
use super::picture::Picture;
use super::seed::seed;
use super::shared::{Known, Shared};
use super::state::{Layout, LeaseRecord, LeaseTag, Locked, Memory, Words};
use super::sync::{Arc, Mutex, lock};
use super::{GenerateError, Generated, NamePattern, NameSource, StateError};
use crate::IfName;

/// Hands out names of devices that nobody has, nobody had lately, and whose last holder has been cleaned up after.
///
/// Each [pattern](NamePattern) has a counter that only goes up. Behind the last id, it begins a new lap at 0; a name of an earlier lap is
/// passed over as long as a device has it or a [`Lease`] of it is not [done](Lease::done). Names that the host's devices have are
/// passed over in runs, by a [picture](Self::update_picture) of them. The picture may be old: what decides is the kernel, when the
/// device is created exclusively (`IFF_TUN_EXCL`; `NLM_F_CREATE | NLM_F_EXCL`), and a name that it refuses is followed by the next.
///
/// Threads share an allocator by clones of it. With [`in_process`](Self::in_process) it remembers as long as the process lives.
/// With [`open`](Self::open) it remembers in a file, which processes share: none of them, also after a restart, hands out a name that
/// another has given.
///
/// ```
/// use ifrace_allocator::names::{NameAllocator, NamePattern, NamedKind};
///
/// let names = NameAllocator::in_process();
/// let first = names.generate(NamePattern::of_kind(NamedKind::Tap))?;
/// assert_eq!(first.name.to_string(), "vnet0");
/// names.reserve(b"vnet7")?;
/// names.update_picture(|picture| picture.set(2, vec![b"vnet8".to_vec(), b"vnet9".to_vec()]));
/// assert_eq!(names.generate(NamePattern::of_kind(NamedKind::Tap))?.name.to_string(), "vnet10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct NameAllocator {
    pub(super) shared: Arc<Shared>,
    /// The network namespace of the devices.
    netns: u64,
}

impl NameAllocator {
    /// An allocator that remembers as long as the process lives, for who has no folder for a file: another process, or this one
    /// after its restart, may hand out the same names again, and only exclusive creation keeps them apart then.
    pub fn in_process() -> Self {
        let layout = Layout::PROCESS;
        let memory = Memory::new(Words::own(&Memory::initial(layout, seed(), 0)), layout);
        // Nothing in a fresh state is damaged, and it has room.
        Self::of(Arc::new(memory)).expect("a fresh state can be used")
    }

    /// An allocator on a state. The patterns of all kinds have counters from the start, so that reservations count for them.
    fn of(memory: Arc<Memory>) -> Result<Self, StateError> {
        Self::after(memory, |_| Ok(()))
    }

    /// The same in a run of the machine, which may be another one than that of the state.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(super) fn of_boot(memory: Arc<Memory>, boot: u64) -> Result<Self, StateError> {
        Self::after(memory, |locked| locked.enter_boot(boot))
    }

    fn after(memory: Arc<Memory>, prepare: impl FnOnce(&Locked<'_>) -> Result<(), StateError>) -> Result<Self, StateError> {
        let own = {
            let locked = memory.lock()?;
            locked.verify()?;
            prepare(&locked)?;
            locked.register_kinds()?;
            locked.join()?
        };
        Ok(Self { shared: Arc::new(Shared { memory, own, known: Mutex::new(Known::default()) }), netns: 0 })
    }

    /// The allocator of a daemon that is started again: it remembers what the state does, and knows nothing of the host. This one and its
    /// clones are not to be used any more: their leases are orphans now.
    ///
    /// # Errors
    /// If the state is damaged, or was rebuilt.
    pub fn restarted(&self) -> Result<Self, StateError> {
        Self::of(Arc::clone(&self.shared.memory))
    }

    /// The same allocator for devices of a network namespace (`SO_NETNS_COOKIE`; 0 before this is called). Counters are for all of them;
    /// a name that is held in one can be used in another.
    #[must_use]
    pub fn in_netns(self, netns: u64) -> Self {
        Self { netns, ..self }
    }

    /// The names of a pattern, for who wants many of them: [`NameSource::generate`] takes some nanoseconds.
    ///
    /// # Errors
    /// If there is no room for one more pattern, or the state is damaged or was rebuilt.
    pub fn source(&self, pattern: NamePattern) -> Result<NameSource, StateError> {
        Ok(NameSource::new(Arc::clone(&self.shared), self.shared.source(pattern)?, self.netns))
    }

    /// One name of a pattern.
    ///
    /// # Errors
    /// As for [`source`](Self::source) and [`NameSource::generate`].
    pub fn generate(&self, pattern: NamePattern) -> Result<Generated, GenerateError> {
        self.source(pattern)?.generate()
    }

    /// Makes sure that no id up to the one in this name is handed out from now on, until the next lap: a running guest's device has it.
    /// It counts for every pattern that the state knows; a name of none of them changes nothing.
    ///
    /// # Errors
    /// If the state is damaged or was rebuilt.
    pub fn reserve(&self, name: &[u8]) -> Result<(), StateError> {
        self.shared.memory.reserve(name)
    }

    /// Tells it which names the devices of the host have. Nobody generates meanwhile: `update` must not call this allocator.
    pub fn update_picture<T>(&self, update: impl FnOnce(&mut Picture) -> T) -> T {
        let mut known = lock(&self.shared.known);
        let result = update(&mut known.picture);
        known.look_ahead(&self.shared.memory);
        result
    }

    /// Notes that a device is going to have a name: nobody gets it from now on for this network namespace, in no lap and also after a
    /// restart, until the lease is [done](Lease::done).
    ///
    /// # Errors
    /// [`StateError::Pending`] if there is a lease of the name; if there is no room for one more; if the state is damaged.
    pub fn hold(&self, name: IfName, generation: u64) -> Result<Lease, StateError> {
        let Shared { memory, own, .. } = &*self.shared;
        let token = memory.next_token()?;
        let record = LeaseRecord { name, generation, netns: self.netns, owner: *own, index: 0, token };
        let number = {
            // Both while nobody registers a pattern: a new one passes over the leases that there are.
            let locked = memory.lock()?;
            memory.pass_over_held(name.as_bytes())?;
            locked.enter(&record)?
        };
        Ok(Lease::new(Arc::clone(&self.shared), number, record, LeaseTag::Held))
    }

    /// Takes over the leases of processes that are gone: whoever gets one has to find out what became of the device, and to clean up.
    ///
    /// # Errors
    /// If the state is damaged or was rebuilt.
    pub fn take_orphans(&self) -> Result<Vec<Lease>, StateError> {
        self.adopt(|_, _| true)
    }

    /// The same for one network namespace (`SO_NETNS_COOKIE`): those of others are for whoever can look there. Of names that wait for a
    /// cleanup and have no device, as after a start of the machine, the namespace does not matter.
    ///
    /// # Errors
    /// As for [`take_orphans`](Self::take_orphans).
    pub fn take_orphans_in(&self, netns: u64) -> Result<Vec<Lease>, StateError> {
        self.adopt(|tag, record| record.netns == netns || tag == LeaseTag::Retired && record.index == 0)
    }

    fn adopt(&self, is_wanted: impl Fn(LeaseTag, &LeaseRecord) -> bool) -> Result<Vec<Lease>, StateError> {
        let adopted = self.shared.memory.lock()?.adopt(self.shared.own, is_wanted)?;
        let lease = |(number, tag, record)| Lease::new(Arc::clone(&self.shared), number, record, tag);
        Ok(adopted.into_iter().map(lease).collect())
    }

    /// Whether a name is held, or waits for a cleanup, in this network namespace.
    ///
    /// # Errors
    /// If the state is damaged or was rebuilt.
    pub fn is_pending(&self, name: IfName) -> Result<bool, StateError> {
        Ok(self.shared.memory.lock()?.find(name, self.netns)?.is_some())
    }
}
