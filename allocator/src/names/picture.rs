//! A picture of the host's names.

mod runs;
#[cfg(all(test, not(loom)))]
mod tests;

use super::NamePattern;
use runs::Runs;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The names of devices by index, and for each [watched](Self::watch) pattern the ids that they take.
///
/// It lets who looks for a free name skip names that are taken, however many, in logarithmic time and without a call into the kernel.
/// It decides nothing: the host may have changed since, so that only exclusive creation tells whether a name is free.
///
/// ```
/// use ifrace_allocator::names::{NamePattern, Picture};
///
/// let mut picture = Picture::new();
/// let vnets = picture.watch(NamePattern::parse(b"vnet%d").unwrap());
/// picture.set(2, vec![b"vnet0".to_vec()]);
/// picture.set(3, vec![b"br0".to_vec(), b"vnet1".to_vec()]);
/// picture.set(4, vec![b"vnet7".to_vec()]);
/// assert_eq!(picture.free_run(vnets, 0), Some(2..7));
/// picture.remove(3);
/// assert_eq!(picture.free_run(vnets, 0), Some(1..7));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Picture {
    devices: BTreeMap<u32, Vec<Vec<u8>>>,
    /// How many times devices bear each name. It can be more than once: a template of the kernel may end in a name that is the
    /// alternative one of another device (`__dev_alloc_name()`).
    holders: HashMap<Vec<u8>, usize>,
    watched: Vec<Followed>,
}

/// A pattern that a [`Picture`] follows. It is a key to that picture and its clones, and to no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Watched(usize);

#[derive(Clone, Debug)]
struct Followed {
    pattern: NamePattern,
    taken: Runs,
}

impl Picture {
    /// A picture without devices.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on the ids of this pattern are followed; the names of devices that are known already count. A pattern that is watched
    /// already keeps its key.
    pub fn watch(&mut self, pattern: NamePattern) -> Watched {
        if let Some(at) = self.watched.iter().position(|followed| followed.pattern == pattern) {
            return Watched(at);
        }
        let mut taken = Runs::default();
        for id in self.holders.keys().filter_map(|name| pattern.id_of(name)) {
            taken.insert(id);
        }
        self.watched.push(Followed { pattern, taken });
        Watched(self.watched.len() - 1)
    }

    /// The device with this index now has exactly these names, primary and alternative ones. Returns the ids that are taken now and
    /// were not before.
    pub fn set(&mut self, index: u32, names: Vec<Vec<u8>>) -> Vec<(Watched, u64)> {
        let mut newly = Vec::new();
        // Most events tell of something else than names.
        if self.devices.get(&index) == Some(&names) {
            return newly;
        }
        // Before the old ones go, so that a name that stays was never free.
        for name in &names {
            self.hold(name, &mut newly);
        }
        for name in self.devices.insert(index, names).unwrap_or_default() {
            self.release(&name);
        }
        newly
    }

    /// The device with this index is gone, and its names with it. Nothing happens if it is unknown.
    pub fn remove(&mut self, index: u32) {
        for name in self.devices.remove(&index).unwrap_or_default() {
            self.release(&name);
        }
    }

    /// These are all devices: what is not among them is gone. Of two with the same index the later one counts.
    pub fn replace(&mut self, devices: impl IntoIterator<Item = (u32, Vec<Vec<u8>>)>) {
        let devices: BTreeMap<_, _> = devices.into_iter().collect();
        let gone: Vec<u32> = self.devices.keys().copied().filter(|index| !devices.contains_key(index)).collect();
        for index in gone {
            self.remove(index);
        }
        for (index, names) in devices {
            self.set(index, names);
        }
    }

    /// Whether some device bears this name, be it as an alternative one.
    pub fn is_taken(&self, name: &[u8]) -> bool {
        self.holders.contains_key(name)
    }

    /// The first run of free ids that begins at `from` or behind it: it ends before the next taken id, or with the
    /// [ids of the pattern](NamePattern::ids). `None` if no id from there on is free. It takes logarithmic time.
    pub fn free_run(&self, watched: Watched, from: u64) -> Option<Range<u64>> {
        let followed = self.watched.get(watched.0)?;
        followed.taken.gap(from, followed.pattern.ids())
    }

    /// Fills a list with runs of free ids from there on, in order, and returns how many there are, up to its length.
    pub fn free_runs(&self, watched: Watched, from: u64, into: &mut [Range<u64>]) -> usize {
        self.watched.get(watched.0).map_or(0, |followed| followed.taken.gaps(from, followed.pattern.ids(), into))
    }

    /// How many ids of the pattern are taken.
    pub fn taken_ids(&self, watched: Watched) -> u64 {
        self.watched.get(watched.0).map_or(0, |followed| followed.taken.len())
    }

    /// How many names are taken. One that several devices bear counts once.
    pub fn len(&self) -> usize {
        self.holders.len()
    }

    /// Whether no name is taken.
    pub fn is_empty(&self) -> bool {
        self.holders.is_empty()
    }

    /// All devices in ascending order of their index, with their names as they were set.
    pub fn devices(&self) -> impl Iterator<Item = (u32, &[Vec<u8>])> {
        self.devices.iter().map(|(index, names)| (*index, names.as_slice()))
    }

    fn hold(&mut self, name: &[u8], newly: &mut Vec<(Watched, u64)>) {
        if let Some(holders) = self.holders.get_mut(name) {
            *holders += 1;
            return;
        }
        self.holders.insert(name.to_vec(), 1);
        for (at, followed) in self.watched.iter_mut().enumerate() {
            if let Some(id) = followed.pattern.id_of(name) {
                followed.taken.insert(id);
                newly.push((Watched(at), id));
            }
        }
    }

    fn release(&mut self, name: &[u8]) {
        let Some(holders) = self.holders.get_mut(name) else { return };
        *holders -= 1;
        if *holders > 0 {
            return;
        }
        self.holders.remove(name);
        for followed in &mut self.watched {
            if let Some(id) = followed.pattern.id_of(name) {
                followed.taken.remove(id);
            }
        }
    }
}
