//! The names that are not to be handed out: those that are held, and those whose cleanup is not done.
//!
//! The table is open: a lease stands at the first place behind the digest of its name that was free. A place in the middle that becomes
//! free is marked, so that who looks for a name goes on behind it.

use super::digest::digest;
use super::lease_record::{empty, name_words, never_used};
use super::participants::Participant;
use super::{Damage, LeaseRecord, LeaseTag, Locked, Memory};
use crate::IfName;
use crate::names::StateError;

/// Where a name is, or could be entered.
struct Search {
    found: Option<usize>,
    /// The first place that is free for it.
    free: Option<usize>,
    /// Whether every place had to be looked at.
    is_endless: bool,
}

impl Memory {
    /// The place from which on a name of a network namespace is looked for.
    fn home(&self, name: IfName, netns: u64) -> usize {
        let [a, b] = name_words(name);
        digest(&[a, b, netns]) as usize % self.layout.leases
    }

    fn search(&self, name: IfName, netns: u64) -> Result<Search, Damage> {
        let (start, mut free) = (self.home(name, netns), None);
        for number in (start..self.layout.leases).chain(0..start) {
            match self.tag(number)? {
                LeaseTag::Never => return Ok(Search { found: None, free: free.or(Some(number)), is_endless: false }),
                LeaseTag::Left => free = free.or(Some(number)),
                LeaseTag::Held | LeaseTag::Retired if self.is_of(number, name_words(name), netns) => {
                    return Ok(Search { found: Some(number), free, is_endless: false });
                }
                LeaseTag::Held | LeaseTag::Retired => {}
            }
        }
        Ok(Search { found: None, free, is_endless: true })
    }
}

impl Locked<'_> {
    /// The place of the lease of a name in a network namespace.
    pub(crate) fn find(&self, name: IfName, netns: u64) -> Result<Option<usize>, Damage> {
        Ok(self.memory.search(name, netns)?.found)
    }

    /// Enters a lease of a name that has none; the word that makes it count is written last.
    pub(crate) fn enter(&self, record: &LeaseRecord) -> Result<usize, StateError> {
        let memory = self.memory;
        let search = memory.search(record.name, record.netns)?;
        if search.found.is_some() {
            return Err(StateError::Pending(record.name));
        }
        let number = search.free.ok_or(StateError::LeasesFull(memory.layout.leases))?;
        if search.is_endless {
            self.sweep()?;
        }
        let first = memory.layout.lease(number);
        let [a, b] = name_words(record.name);
        for (at, word) in [(1, a), (2, b), (3, record.generation), (4, record.netns)] {
            memory.set(first + at, word);
        }
        self.set_owner(number, record.owner);
        self.set_device(number, record.index);
        memory.set_number(first + 7, record.token.into());
        self.set_tag(number, LeaseTag::Held);
        Ok(number)
    }

    /// Makes sure that a place still has a lease, and that it is undamaged: whoever changes it writes its check anew.
    pub(crate) fn check(&self, number: usize, lease: &LeaseRecord) -> Result<(), StateError> {
        if matches!(self.memory.tag(number)?, LeaseTag::Held | LeaseTag::Retired) {
            let found = self.memory.record(number)?;
            if *lease == (LeaseRecord { index: lease.index, ..found }) {
                return Ok(());
            }
        }
        Err(StateError::TakenOver(lease.name))
    }

    /// Removes a lease. Places before it that nobody has to look behind any more are as good as never used.
    pub(crate) fn remove(&self, number: usize) -> Result<(), Damage> {
        let (memory, count) = (self.memory, self.memory.layout.leases);
        memory.set(memory.layout.lease(number), empty(number, LeaseTag::Left));
        if memory.tag((number + 1) % count)? != LeaseTag::Never {
            return Ok(());
        }
        let mut at = number;
        while memory.tag(at)? == LeaseTag::Left {
            memory.set(memory.layout.lease(at), never_used(at));
            at = (at + count - 1) % count;
        }
        Ok(())
    }

    /// Makes every free place as good as never used over which no lease was entered. Without it, a table that was full once would have
    /// none of these any more, and every search would look at all places for ever.
    fn sweep(&self) -> Result<(), Damage> {
        let (memory, count) = (self.memory, self.memory.layout.leases);
        // How many leases were entered over a place, as the difference to the place before.
        let mut over = vec![0_i64; count + 1];
        for lease in self.leases() {
            let (number, _, record) = lease?;
            let home = memory.home(record.name, record.netns);
            over[0] += i64::from(number < home);
            over[home] += 1;
            over[number] -= 1;
        }
        let mut sum = 0;
        for (number, change) in over.into_iter().take(count).enumerate() {
            sum += change;
            if sum == 0 && memory.tag(number)? == LeaseTag::Left {
                memory.set(memory.layout.lease(number), never_used(number));
            }
        }
        Ok(())
    }

    /// Every lease: its place, whether it is held or retired, and what it says.
    pub(crate) fn leases(&self) -> impl Iterator<Item = Result<(usize, LeaseTag, LeaseRecord), Damage>> {
        (0..self.memory.layout.leases).filter_map(|number| match self.memory.tag(number) {
            Ok(LeaseTag::Never | LeaseTag::Left) => None,
            Ok(tag) => Some(self.memory.record(number).map(|record| (number, tag, record))),
            Err(damage) => Some(Err(damage)),
        })
    }

    /// Enters a lease from a damaged state: it belongs to nobody who is there, and a name that has one already keeps that.
    #[cfg(all(target_os = "linux", not(loom)))]
    pub(crate) fn restore(&self, tag: LeaseTag, record: &LeaseRecord) -> Result<(), StateError> {
        match self.enter(&LeaseRecord { owner: Participant::NOBODY, ..*record }) {
            Ok(number) => self.set_tag(number, tag),
            Err(StateError::Pending(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Takes over those leases of participants that are gone that are asked for.
    pub(crate) fn adopt(
        &self,
        own: Participant,
        is_wanted: impl Fn(LeaseTag, &LeaseRecord) -> bool,
    ) -> Result<Vec<(usize, LeaseTag, LeaseRecord)>, StateError> {
        let mut adopted = Vec::new();
        for lease in self.leases() {
            let (number, tag, record) = lease?;
            if is_wanted(tag, &record) && !self.is_there(record.owner, own)? {
                self.set_owner(number, own);
                adopted.push((number, tag, LeaseRecord { owner: own, ..record }));
            }
        }
        Ok(adopted)
    }
}
