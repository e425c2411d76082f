//! A state of names in plain memory, for who wants to look at one without a file: a tool that checks a copy, or a test that damages it.

use super::salvage::Salvage;
use super::state::{Layout, LeaseTag, Memory, Words};
use super::{NameAllocator, NamePattern, StateError};
use crate::IfName;
use std::sync::Arc;

/// How much a state has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateRoom {
    /// Patterns of names; three are those of the kinds of devices.
    pub patterns: usize,
    /// Processes that use it at a time.
    pub participants: usize,
    /// Names that are held, or wait for their cleanup; there is always room for one.
    pub leases: usize,
}

impl StateRoom {
    /// That of the file in a folder ([`NameAllocator::open`]).
    pub const FILE: Self =
        Self { patterns: Layout::HOST.counters, participants: Layout::HOST.participants, leases: Layout::HOST.leases };

    /// How many words of eight bytes such a state has.
    pub const fn words(self) -> usize {
        self.layout().words()
    }

    const fn layout(self) -> Layout {
        let leases = if self.leases == 0 { 1 } else { self.leases };
        Layout { counters: self.patterns, participants: self.participants, leases }
    }
}

/// A copy of a state of names. What is done with it changes no file, and no other copy.
///
/// ```
/// use ifrace_allocator::names::{NamePattern, StateImage, StateRoom};
///
/// let room = StateRoom { patterns: 4, participants: 1, leases: 8 };
/// let names = StateImage::new(room, 1, 1).open(1)?;
/// names.generate(NamePattern::parse(b"tap%d")?)?;
///
/// let mut image = StateImage::of(&names);
/// assert_eq!(image.contents()?.counters[3].1, 1, "tap0 was given");
/// image.words_mut()[0] ^= 1;
/// assert!(image.open(1).is_err(), "the header is damaged");
/// let rebuilt = image.rebuilt(2, 1)?;
/// assert_eq!(rebuilt.generate(NamePattern::parse(b"tap%d")?)?.name.to_string(), "tap1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateImage {
    words: Vec<u64>,
    layout: Layout,
}

/// What is in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateContents {
    /// Each pattern, with how many ids its counter has given or passed over.
    pub counters: Vec<(NamePattern, u64)>,
    /// The names that are not to be handed out.
    pub leases: Vec<StateLease>,
}

/// A name that is not to be handed out, as the state has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateLease {
    /// The name.
    pub name: IfName,
    /// Which device of this name it is about.
    pub generation: u64,
    /// The network namespace of the device.
    pub netns: u64,
    /// The index of the device; 0 if there is none.
    pub index: u32,
    /// The mark of the device.
    pub token: u32,
    /// Whether the device is gone, and only its cleanup is not done.
    pub is_retired: bool,
}

impl StateImage {
    /// A state with nothing in it. The seed spreads the marks of devices; the boot is the number of the run of the machine.
    pub fn new(room: StateRoom, seed: u64, boot: u64) -> Self {
        Self { words: Memory::initial(room.layout(), seed, boot), layout: room.layout() }
    }

    /// The words of a file. What is missing of them is 0, and what is too much does not count.
    pub fn of_words(room: StateRoom, words: &[u64]) -> Self {
        let mut words = words.to_vec();
        words.resize(room.words(), 0);
        Self { words, layout: room.layout() }
    }

    /// What an allocator remembers at this moment.
    pub fn of(names: &NameAllocator) -> Self {
        let memory = &names.shared.memory;
        Self { words: memory.copy(), layout: memory.layout() }
    }

    /// The words.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words, to change them.
    pub fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// An allocator that goes on from here, as a process does that opens a file in a run of the machine.
    ///
    /// # Errors
    /// If something in it is damaged.
    pub fn open(&self, boot: u64) -> Result<NameAllocator, StateError> {
        NameAllocator::of_boot(Arc::new(self.memory()), boot)
    }

    /// An allocator on a new state, into which everything was put that is undamaged, as a process does that is to rebuild a file
    /// ([`OnDamage::Rebuild`](super::OnDamage::Rebuild)) on a host without devices.
    ///
    /// # Errors
    /// If the new state has no room for what is found.
    pub fn rebuilt(&self, seed: u64, boot: u64) -> Result<NameAllocator, StateError> {
        let old = self.memory();
        let salvage = Salvage::of(&old.lock()?);
        let memory = Memory::new(Words::own(&Memory::initial(self.layout, seed, boot)), self.layout);
        memory.lock()?.register_kinds()?;
        salvage.put_into(&memory)?;
        NameAllocator::of_boot(Arc::new(memory), boot)
    }

    /// What is in it. Only what it looks at on the way is checked: [`open`](Self::open) looks at everything.
    ///
    /// # Errors
    /// If something that it looks at is damaged.
    pub fn contents(&self) -> Result<StateContents, StateError> {
        let memory = self.memory();
        let mut counters = Vec::new();
        for one in memory.counters() {
            let (counter, pattern) = one?;
            counters.push((pattern, counter.position(&memory)?));
        }
        let mut leases = Vec::new();
        for one in memory.lock()?.leases() {
            let (_, tag, record) = one?;
            leases.push(StateLease {
                name: record.name,
                generation: record.generation,
                netns: record.netns,
                index: record.index,
                token: record.token,
                is_retired: tag == LeaseTag::Retired,
            });
        }
        Ok(StateContents { counters, leases })
    }

    fn memory(&self) -> Memory {
        Memory::new(Words::own(&self.words), self.layout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: StateRoom = StateRoom { patterns: 4, participants: 2, leases: 8 };

    #[test]
    fn a_copy_goes_its_own_way() {
        let names = StateImage::new(ROOM, 1, 1).open(1).unwrap();
        let tap = NamePattern::parse(b"tap%d").unwrap();
        let given = names.generate(tap).unwrap();
        names.hold(given.name, given.generation).unwrap().retire().unwrap();
        let image = StateImage::of(&names);
        names.generate(tap).unwrap();
        let StateContents { counters, leases } = image.contents().unwrap();
        assert_eq!((counters[3], leases.len(), leases[0].name, leases[0].is_retired), ((tap, 1), 1, given.name, true));
        assert_eq!(image.open(1).unwrap().generate(tap).unwrap().id, 1);
        assert_eq!(StateImage::of(&names).contents().unwrap().counters[3].1, 2);
    }

    #[test]
    fn a_truncated_one_is_refused_and_rebuilt() {
        let names = StateImage::new(ROOM, 1, 1).open(1).unwrap();
        let tap = NamePattern::parse(b"tap%d").unwrap();
        names.generate(tap).unwrap();
        let whole = StateImage::of(&names);
        let short = StateImage::of_words(ROOM, &whole.words()[..ROOM.words() - 1]);
        assert!(short == whole && short.open(1).is_ok(), "the last word is of a place without a lease");
        let half = StateImage::of_words(ROOM, &whole.words()[..100]);
        assert!(matches!(half.open(1), Err(StateError::Damaged(_))));
        assert_eq!(half.rebuilt(2, 1).unwrap().generate(tap).unwrap().id, 1);
        assert_eq!(StateRoom::FILE.words() * 8, 2 * 1024 * 1024 + 139_328);
    }
}
