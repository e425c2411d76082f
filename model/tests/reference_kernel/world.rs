//! A network namespace as one list of names, oldest first.

use crate::template::{Result67, choose};
use ifrace_model::Errno;

/// One name of one device.
#[derive(Clone, Debug)]
struct Entry {
    name: Vec<u8>,
    device: u32,
    primary: bool,
}

/// Every name there is, and the next index.
#[derive(Clone, Debug)]
pub(crate) struct World {
    result: Result67,
    entries: Vec<Entry>,
    next: u32,
}

fn is_bad_byte(byte: u8) -> bool {
    matches!(byte, 0x09..=0x0d | 0x20 | 0xa0 | 0x2f | 0x3a)
}

impl World {
    pub(crate) fn new(result: Result67) -> Self {
        Self { result, entries: vec![Entry { name: b"lo".to_vec(), device: 1, primary: true }], next: 2 }
    }

    /// The indexes of all devices.
    pub(crate) fn devices(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.entries.iter().filter(|entry| entry.primary).map(|entry| entry.device).collect();
        all.sort_unstable();
        all
    }

    /// Every name with the devices that answer to it, newest first.
    pub(crate) fn names(&self) -> Vec<(Vec<u8>, Vec<u32>)> {
        let mut names: Vec<Vec<u8>> = self.entries.iter().map(|entry| entry.name.clone()).collect();
        names.sort();
        names.dedup();
        names.into_iter().map(|name| (name.clone(), self.holders(&name))).collect()
    }

    fn holders(&self, name: &[u8]) -> Vec<u32> {
        self.entries.iter().rev().filter(|entry| entry.name == name).map(|entry| entry.device).collect()
    }

    fn primary(&self, device: u32) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.primary && entry.device == device)
    }

    fn holder_of_primary(&self, name: &[u8]) -> Option<u32> {
        self.entries.iter().find(|entry| entry.primary && entry.name == name).map(|entry| entry.device)
    }

    fn pick(&self, name: &[u8]) -> Result<Vec<u8>, Errno> {
        if name.is_empty() || name.len() > 15 || name == b"." || name == b".." || name.iter().any(|&byte| is_bad_byte(byte)) {
            return Err(Errno::EINVAL);
        }
        let percents = name.iter().filter(|&&byte| byte == b'%').count();
        if percents == 0 {
            return if self.holders(name).is_empty() { Ok(name.to_vec()) } else { Err(Errno::EEXIST) };
        }
        if percents > 1 || !name.windows(2).any(|pair| pair == b"%d") {
            return Err(Errno::EINVAL);
        }
        let names: Vec<&[u8]> = self.entries.iter().map(|entry| entry.name.as_slice()).collect();
        choose(name, &names, self.result).ok_or(Errno::ENFILE)
    }

    /// Creates a bridge by netlink, with `CREATE` and `EXCL`.
    pub(crate) fn create(&mut self, name: &[u8]) -> Result<(Vec<u8>, u32), Errno> {
        if name.len() > 15 {
            return Err(Errno::ERANGE);
        }
        if !self.holders(name).is_empty() {
            return Err(Errno::EEXIST);
        }
        let name = self.pick(name)?;
        let device = self.next;
        self.next += 1;
        if self.holder_of_primary(&name).is_some() {
            return Err(Errno::EEXIST);
        }
        if name == b"all" || name == b"default" {
            return Err(Errno::EINVAL);
        }
        self.entries.push(Entry { name: name.clone(), device, primary: true });
        Ok((name, device))
    }

    /// Renames a device by netlink.
    pub(crate) fn rename(&mut self, device: u32, name: &[u8]) -> Result<(Vec<u8>, u32), Errno> {
        if name.len() > 15 {
            return Err(Errno::ERANGE);
        }
        let own = self.primary(device).ok_or(Errno::ENODEV)?.name.clone();
        if name.is_empty() || name == own {
            return Ok((own, device));
        }
        let name = self.pick(name)?;
        if self.holder_of_primary(&name).is_some_and(|holder| holder != device) {
            return Err(Errno::EEXIST);
        }
        let refused = name == b"all" || name == b"default";
        let name = if refused { own } else { name };
        self.entries.retain(|entry| !(entry.primary && entry.device == device));
        self.entries.push(Entry { name: name.clone(), device, primary: true });
        if refused { Err(Errno::EINVAL) } else { Ok((name, device)) }
    }

    pub(crate) fn add_altname(&mut self, device: u32, name: &[u8]) -> Result<(), Errno> {
        self.primary(device).ok_or(Errno::ENODEV)?;
        if name.len() > 127 {
            return Err(Errno::ERANGE);
        }
        if self.entries.iter().filter(|entry| !entry.primary && entry.device == device).count() >= 496 {
            return Err(Errno::EINVAL);
        }
        if !self.holders(name).is_empty() {
            return Err(Errno::EEXIST);
        }
        self.entries.push(Entry { name: name.to_vec(), device, primary: false });
        Ok(())
    }

    pub(crate) fn delete_altname(&mut self, device: u32, name: &[u8]) -> Result<(), Errno> {
        self.primary(device).ok_or(Errno::ENODEV)?;
        if name.len() > 127 {
            return Err(Errno::ERANGE);
        }
        let newest = self.entries.iter().rposition(|entry| entry.name == name).ok_or(Errno::ENOENT)?;
        if self.entries[newest].device != device || self.entries[newest].primary {
            return Err(Errno::EINVAL);
        }
        self.entries.remove(newest);
        Ok(())
    }

    pub(crate) fn delete(&mut self, device: u32) -> Result<(), Errno> {
        self.primary(device).ok_or(Errno::ENODEV)?;
        if device == 1 {
            return Err(Errno::EOPNOTSUPP);
        }
        self.entries.retain(|entry| entry.device != device);
        Ok(())
    }
}
