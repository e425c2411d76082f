//! Which name a device gets (`dev_get_valid_name()`).

use super::World;
use ifrace_model::Errno;
use ifrace_model::kernel::Rules;

/// The size of the bitmap of ids: a page of 4 KiB (`__dev_alloc_name()`).
const IDS: u32 = 32768;

impl World {
    /// The name itself if it is free, or the one that a template gives.
    pub(super) fn choose(&self, wanted: &[u8]) -> Result<Vec<u8>, Errno> {
        if !is_valid(wanted) {
            return Err(Errno::EINVAL);
        }
        match wanted.iter().filter(|&&byte| byte == b'%').count() {
            0 if self.answering(wanted).is_some() => Err(Errno::EEXIST),
            0 => Ok(wanted.to_vec()),
            1 => match wanted.iter().position(|&byte| byte == b'%') {
                Some(at) if wanted.get(at + 1) == Some(&b'd') => self.fill_in(&wanted[..at], &wanted[at + 2..]),
                _ => Err(Errno::EINVAL),
            },
            _ => Err(Errno::EINVAL),
        }
    }

    /// Prefix and suffix around the lowest id that no name stands for (`__dev_alloc_name()`).
    ///
    /// Up to Linux 6.6 the result is looked up once more. From 6.7 on (commit 7ad17b04dc7b) it is not, so that it may be the name
    /// of another device, or an alternative name.
    fn fill_in(&self, prefix: &[u8], suffix: &[u8]) -> Result<Vec<u8>, Errno> {
        let used: Vec<u32> = self.names().filter_map(|name| id_of(name, prefix, suffix)).collect();
        let id = (0..IDS).find(|id| !used.contains(id)).unwrap_or(IDS);
        let name = filled(prefix, id, suffix);
        let refused = match self.rules {
            Rules::Trust => id == IDS,
            Rules::Recheck => self.answering(&name).is_some(),
        };
        if refused { Err(Errno::ENFILE) } else { Ok(name) }
    }
}

/// `dev_valid_name()`; white space is that of Latin-1.
fn is_valid(name: &[u8]) -> bool {
    let refused = |byte: &u8| matches!(byte, 0 | 0x09..=0x0d | 0x20 | 0xa0 | b'/' | b':');
    (1..=15).contains(&name.len()) && name != b"." && name != b".." && !name.iter().any(refused)
}

/// The first 15 bytes of prefix, number and suffix (`snprintf()` into a name).
fn filled(prefix: &[u8], mut id: u32, suffix: &[u8]) -> Vec<u8> {
    let mut digits = Vec::new();
    while id > 0 || digits.is_empty() {
        digits.insert(0, b'0' + (id % 10) as u8);
        id /= 10;
    }
    let mut name = [prefix, &digits, suffix].concat();
    name.truncate(15);
    name
}

/// The id that a name stands for: the digits behind the prefix (`sscanf()`), if filling them in gives the name again.
///
/// A name with white space or a sign before its digits can be left out: filling in a number that is not negative never gives
/// such a name.
fn id_of(name: &[u8], prefix: &[u8], suffix: &[u8]) -> Option<u32> {
    let rest = name.strip_prefix(prefix)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || name.len() > 15 {
        return None;
    }
    // At most 15 digits: 64 bits hold them, of which the kernel keeps 32.
    let number = rest[..digits].iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    let id = (number % (1 << 32)) as u32;
    (id < IDS && filled(prefix, id, suffix) == name).then_some(id)
}
