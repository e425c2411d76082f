//! The state as a whole, and its lock.

use super::coded::{LARGEST, Place};
use super::digest::digest;
use super::{Counter, Damage, Layout, Words, lease_record};
use crate::names::StateError;
use crate::names::sync::{AtomicU64, Mutex, MutexGuard, Ordering, lock};

/// The first word: "ifrace" and the version.
const MAGIC: u64 = 0x6966_7261_6365_0001;

/// The number of the next owner token.
const TOKENS: usize = 2;

/// The run of the machine that the leases are of.
const BOOT: usize = 3;

/// Owner tokens lie in the upper half of the groups of devices, far from the small numbers that people use.
const FIRST_TOKEN: u64 = 1 << 30;

/// The words of a state, with what belongs to them in this process.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(super) words: Words,
    pub(super) layout: Layout,
    /// Threads of this process take turns; [`Words::Shared`] has a lock for processes besides.
    turn: Mutex<()>,
}

/// The lock of a state: it is released when this is dropped, or its process dies.
pub(crate) struct Locked<'m> {
    pub(super) memory: &'m Memory,
    // Fields are dropped in this order. The lock of the file belongs to all threads of the process: it has to be given back before
    // the next one has its turn, which would otherwise believe that it has the lock.
    #[cfg(all(target_os = "linux", not(loom)))]
    _file: Option<crate::linux::shared_file::FileLock<'m>>,
    _turn: MutexGuard<'m, ()>,
}

impl Memory {
    /// A state as these words have it.
    pub(crate) fn new(words: Words, layout: Layout) -> Self {
        Self { words, layout, turn: Mutex::new(()) }
    }

    /// The words of a state with nothing in it, made in this [run of the machine](Locked::enter_boot). The seed spreads owner tokens,
    /// so that those of two states differ.
    pub(crate) fn initial(layout: Layout, seed: u64, boot: u64) -> Vec<u64> {
        let mut words = vec![0; layout.words()];
        (words[0], words[1]) = (MAGIC, digest_of(layout));
        words[TOKENS] = Place::new(TOKENS).encode(digest(&[seed]) % FIRST_TOKEN);
        words[BOOT] = Place::new(BOOT).encode(boot % LARGEST);
        for number in 0..layout.counters {
            Counter::initial(layout, number, &mut words);
        }
        for place in (0..layout.participants).map(|number| Place::new(layout.participant(number))) {
            words[place.word] = place.encode(0);
        }
        (0..layout.leases).for_each(|number| words[layout.lease(number)] = lease_record::never_used(number));
        words
    }

    /// Whether the state is one of this version and layout.
    pub(super) fn verify_header(&self) -> Result<(), Damage> {
        let is = |word: usize, wanted: u64| if self.get(word) == wanted { Ok(()) } else { Err(Damage { word, what: "header" }) };
        is(0, MAGIC)?;
        is(1, digest_of(self.layout))?;
        [TOKENS, BOOT].into_iter().try_for_each(|word| self.number(word).map(drop))
    }

    /// Where the words are.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) const fn words(&self) -> &Words {
        &self.words
    }

    /// How much it has room for.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) const fn layout(&self) -> Layout {
        self.layout
    }

    /// A copy of all words.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn copy(&self) -> Vec<u64> {
        self.words.iter().map(|word| word.load(Ordering::Relaxed)).collect()
    }

    /// A number that no device was marked with before, and that is not 0; they come again after 2³⁰.
    pub(crate) fn next_token(&self) -> Result<u32, Damage> {
        let place = Place::new(TOKENS);
        let before = self.word(TOKENS).fetch_add(super::coded::STEP, Ordering::Relaxed);
        place.decode(before).map(|number| (FIRST_TOKEN + number % FIRST_TOKEN) as u32)
    }

    /// Waits for the lock.
    ///
    /// # Errors
    /// If the file is no longer the one that other processes open.
    pub(crate) fn lock(&self) -> Result<Locked<'_>, StateError> {
        let turn = lock(&self.turn);
        #[cfg(all(target_os = "linux", not(loom)))]
        let file = match &self.words {
            Words::Own(_) => None,
            Words::Shared(file) => Some(file.lock()?),
        };
        Ok(Locked {
            memory: self,
            #[cfg(all(target_os = "linux", not(loom)))]
            _file: file,
            _turn: turn,
        })
    }

    pub(super) fn get(&self, word: usize) -> u64 {
        self.words[word].load(Ordering::Acquire)
    }

    pub(super) fn set(&self, word: usize, value: u64) {
        self.word(word).store(value, Ordering::Release);
    }

    /// The number at a word.
    pub(super) fn number(&self, word: usize) -> Result<u64, Damage> {
        Place::new(word).decode(self.get(word))
    }

    pub(super) fn set_number(&self, word: usize, number: u64) {
        self.set(word, Place::new(word).encode(number));
    }

    /// A word that is going to be changed.
    #[inline]
    pub(super) fn word(&self, word: usize) -> &AtomicU64 {
        #[cfg(all(test, target_os = "linux", not(loom)))]
        super::killed_tests::step();
        &self.words[word]
    }
}

#[cfg(all(target_os = "linux", not(loom)))]
impl Locked<'_> {
    pub(crate) const fn memory(&self) -> &Memory {
        self.memory
    }

    /// Notes which run of the machine this is. After another one, devices are gone, and their indexes and namespaces mean nothing.
    /// 0 stands for one that is not known: it is not taken to be another one.
    /// Nor are leases of somebody who is there of another one, whose container has a number of its own.
    pub(crate) fn enter_boot(&self, boot: u64) -> Result<(), StateError> {
        let (before, now) = (self.memory.number(BOOT)?, boot % LARGEST);
        if before == now || now == 0 {
            return Ok(());
        }
        let leases = if before == 0 { Vec::new() } else { self.leases().collect::<Result<Vec<_>, _>>()? };
        for (number, _, record) in leases {
            if !self.is_there(record.owner, super::Participant::STRANGER)? {
                self.set_device(number, 0);
                self.set_tag(number, super::LeaseTag::Retired);
            }
        }
        self.memory.set_number(BOOT, now);
        Ok(())
    }
}

fn digest_of(layout: Layout) -> u64 {
    digest(&[MAGIC, layout.counters as u64, layout.participants as u64, layout.leases as u64])
}
