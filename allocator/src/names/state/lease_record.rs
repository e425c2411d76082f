//! What stands at a place of the table of leases.

use super::digest::{digest, sealed, unsealed};
use super::participants::Participant;
use super::{Damage, Locked, Memory};
use crate::IfName;

/// What a place of the table holds; it is kept in the lowest bits of its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeaseTag {
    /// Nothing, and nobody looks behind it.
    Never = 1,
    /// Nothing any more.
    Left = 2,
    /// A name whose device is there, or is going to be.
    Held = 3,
    /// A name whose device is gone, and whose cleanup is not done.
    Retired = 4,
}

const TAG_BITS: u64 = 7;

/// The bits of the index of a device; what changes in a lease has a check of its own.
const INDEX_BITS: u32 = 32;

/// A name that is not to be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeaseRecord {
    pub(crate) name: IfName,
    pub(crate) generation: u64,
    /// The network namespace of its device (`SO_NETNS_COOKIE`); 0 if that is not known.
    pub(crate) netns: u64,
    pub(crate) owner: Participant,
    /// The index of its device; 0 before there is one.
    pub(crate) index: u32,
    /// The mark of its device.
    pub(crate) token: u32,
}

/// The first word of a place that was never used.
pub(super) fn never_used(number: usize) -> u64 {
    empty(number, LeaseTag::Never)
}

/// The first word of a place that has no lease.
pub(super) fn empty(number: usize, tag: LeaseTag) -> u64 {
    tagged(digest(&[number as u64, tag as u64]), tag)
}

const fn tagged(sum: u64, tag: LeaseTag) -> u64 {
    sum & !TAG_BITS | tag as u64
}

impl Memory {
    /// What a place holds.
    pub(super) fn tag(&self, number: usize) -> Result<LeaseTag, Damage> {
        let first = self.layout.lease(number);
        let word = self.get(first);
        let (tag, wanted) = match word & TAG_BITS {
            1 => (LeaseTag::Never, empty(number, LeaseTag::Never)),
            2 => (LeaseTag::Left, empty(number, LeaseTag::Left)),
            3 => (LeaseTag::Held, self.full(number, LeaseTag::Held)),
            4 => (LeaseTag::Retired, self.full(number, LeaseTag::Retired)),
            _ => (LeaseTag::Never, !word),
        };
        if word == wanted { Ok(tag) } else { Err(Damage { word: first, what: "lease" }) }
    }

    /// The first word of a place that has a lease: it depends on all that does not change as long as the lease is there.
    pub(super) fn full(&self, number: usize, tag: LeaseTag) -> u64 {
        let first = self.layout.lease(number);
        let [a, b, c, d, token] = [1, 2, 3, 4, 7].map(|at| self.get(first + at));
        tagged(digest(&[number as u64, tag as u64, a, b, c, d, token]), tag)
    }

    /// The lease at a place that has one.
    pub(super) fn record(&self, number: usize) -> Result<LeaseRecord, Damage> {
        let first = self.layout.lease(number);
        let damage = |at| Damage { word: first + at, what: "lease" };
        let bytes = name_bytes([self.get(first + 1), self.get(first + 2)]);
        let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        Ok(LeaseRecord {
            name: IfName::new(&bytes[..end]).ok_or(damage(1))?,
            generation: self.get(first + 3),
            netns: self.get(first + 4),
            owner: self.owner(number).ok_or(damage(5))?,
            index: unsealed(first + 6, INDEX_BITS, self.get(first + 6)).ok_or(damage(6))? as u32,
            token: u32::try_from(self.number(first + 7)?).map_err(|_| damage(7))?,
        })
    }

    /// Whether a place that has a lease has that of this name, as two words, in this network namespace.
    pub(super) fn is_of(&self, number: usize, [a, b]: [u64; 2], netns: u64) -> bool {
        let first = self.layout.lease(number);
        [self.get(first + 1), self.get(first + 2), self.get(first + 4)] == [a, b, netns]
    }

    fn owner(&self, number: usize) -> Option<Participant> {
        let word = self.layout.lease(number) + 5;
        let owner = unsealed(word, Participant::BITS, self.get(word)).map(Participant::from_number);
        owner.filter(|owner| owner.is_within(self.layout))
    }
}

impl Locked<'_> {
    /// Notes the index of the device.
    pub(crate) fn set_device(&self, number: usize, index: u32) {
        let word = self.memory.layout.lease(number) + 6;
        self.memory.set(word, sealed(word, INDEX_BITS, index.into()));
    }

    pub(super) fn set_owner(&self, number: usize, owner: Participant) {
        let word = self.memory.layout.lease(number) + 5;
        self.memory.set(word, sealed(word, Participant::BITS, owner.to_number()));
    }

    /// Turns a lease into a held or a retired one.
    pub(crate) fn set_tag(&self, number: usize, tag: LeaseTag) {
        self.memory.set(self.memory.layout.lease(number), self.memory.full(number, tag));
    }
}

/// A name as the state keeps it.
pub(super) fn name_words(name: IfName) -> [u64; 2] {
    let mut bytes = [0; 16];
    bytes[..name.as_bytes().len()].copy_from_slice(name.as_bytes());
    let number = u128::from_le_bytes(bytes);
    [number as u64, (number >> 64) as u64]
}

fn name_bytes(words: [u64; 2]) -> [u8; 16] {
    (u128::from(words[1]) << 64 | u128::from(words[0])).to_le_bytes()
}
