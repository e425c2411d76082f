//! Which ids of which templates are in use.

use super::{ID_LIMIT, IdSet};
use crate::{IfName, NAME_MAX, Template};
use std::collections::BTreeMap;

/// The ids that the names of a namespace use, for every template at once.
///
/// A name counts as id `v` of the template `PRE%dSUF` if it begins with `PRE`, if the run of digits that follows reads as `v`,
/// and if `PRE`, `v` and `SUF` together, cut to 15 bytes, give the name again. So a name `N` is an id of those templates only
/// whose `PRE` ends before one of its digits and whose `SUF`, cut to the room that is left, is the rest of `N`. The index holds
/// one set of ids for each pair of such a `PRE` and such a rest.
///
/// How much of the suffix is cut depends only on how many digits the id has, so a template has at most five sets, one for each
/// number of digits below [`ID_LIMIT`].
#[derive(Clone, Debug, Default)]
pub struct UsedIds {
    sets: BTreeMap<Box<[u8]>, IdSet>,
}

/// Ids with the same number of digits: the lowest, and the one after the highest.
const DIGIT_CLASSES: [(u32, u32); 5] = [(0, 10), (10, 100), (100, 1000), (1000, 10_000), (10_000, ID_LIMIT)];

impl UsedIds {
    /// Adds a name, primary or alternative. A name longer than a device's can be no id of any template.
    pub fn insert(&mut self, name: &[u8]) {
        for (key, id) in keys(name) {
            self.sets.entry(key.as_slice().into()).or_default().insert(id);
        }
    }

    /// Removes a name that no device answers to any more.
    pub fn remove(&mut self, name: &[u8]) {
        for (key, id) in keys(name) {
            let Some(set) = self.sets.get_mut(key.as_slice()) else { continue };
            set.remove(id);
            if set.is_empty() {
                self.sets.remove(key.as_slice());
            }
        }
    }

    /// The lowest id of a template that is not in use; `None` if all of them are.
    pub fn lowest_free(&self, template: &Template<'_>) -> Option<u32> {
        DIGIT_CLASSES.iter().zip(1..).find_map(|(&(from, to), digits)| {
            let Some(room) = NAME_MAX.checked_sub(template.prefix().len() + digits) else {
                // The digits themselves are cut, and what is left reads as a smaller number: such an id always looks free.
                return Some(from);
            };
            let rest = &template.suffix()[..room.min(template.suffix().len())];
            match self.sets.get(Key::new(template.prefix(), rest).as_slice()) {
                Some(set) => set.first_gap(from, to),
                None => Some(from),
            }
        })
    }
}

/// A prefix and a rest with a NUL between them, which no name holds.
struct Key {
    bytes: [u8; NAME_MAX + 1],
    len: usize,
}

impl Key {
    fn new(prefix: &[u8], rest: &[u8]) -> Self {
        let len = prefix.len() + 1 + rest.len();
        let mut bytes = [0; NAME_MAX + 1];
        bytes[..prefix.len()].copy_from_slice(prefix);
        bytes[prefix.len() + 1..len].copy_from_slice(rest);
        Self { bytes, len }
    }

    fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Every template of which this name is an id.
fn keys(name: &[u8]) -> impl Iterator<Item = (Key, u32)> + '_ {
    let splits = if name.len() <= NAME_MAX { 0..name.len() } else { 0..0 };
    splits.filter(|&at| name[at].is_ascii_digit()).filter_map(|at| {
        let (prefix, tail) = name.split_at(at);
        let id = read_id(tail)?;
        let rest = tail.strip_prefix(IfName::cut(id.to_string().as_bytes()).as_bytes())?;
        Some((Key::new(prefix, rest), id))
    })
}

/// The number that the kernel's `sscanf("%d")` reads from the digits at the beginning, if it is an id.
///
/// The scan computes in 64 bits and stores an `int`, so a long run of digits wraps.
pub(super) fn read_id(text: &[u8]) -> Option<u32> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit());
    let value = digits.fold(0_u64, |value, b| value.wrapping_mul(10).wrapping_add(u64::from(b - b'0')));
    u32::try_from(value as u32 as i32).ok().filter(|&id| id < ID_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lowest_free(names: &[&str], template: &str) -> Option<u32> {
        let mut used = UsedIds::default();
        names.iter().for_each(|name| used.insert(name.as_bytes()));
        used.lowest_free(&Template::parse(template.as_bytes()).unwrap())
    }

    #[test]
    fn gaps_are_filled_from_below() {
        assert_eq!(lowest_free(&["vnet0", "vnet2"], "vnet%d"), Some(1));
        assert_eq!(lowest_free(&["a0b", "a1", "a1bX", "a2b"], "a%db"), Some(1));
        assert_eq!(lowest_free(&["v10", "v1", "v12"], "v1%d"), Some(1));
        assert_eq!(lowest_free(&["0", "1", "03"], "%d"), Some(2));
    }

    #[test]
    fn names_that_do_not_lead_back_are_not_counted() {
        let names = ["vnet01", "vnet00", "vnet-0", "vnet+1", "vnet0x", "vnet", "Vnet0", "vnet32768", "vnet4294967296"];
        assert_eq!(lowest_free(&names, "vnet%d"), Some(0));
    }

    #[test]
    fn digits_after_the_number_are_read_as_part_of_it() {
        assert_eq!(lowest_free(&["v00"], "v%d0"), Some(1));
        assert_eq!(lowest_free(&["v00", "v10"], "v%d0"), Some(1), "v10 reads as 10");
        assert_eq!(lowest_free(&["v05"], "v%d5"), Some(0), "v05 reads as 5");
    }

    #[test]
    fn the_suffix_loses_bytes_when_the_number_grows() {
        let taken: Vec<String> = (0..100).map(|id| format!("AAAAAAAAAA{id}klm")).collect();
        let mut names: Vec<&str> = taken.iter().map(String::as_str).collect();
        assert_eq!(lowest_free(&names, "AAAAAAAAAA%dklm"), Some(100));
        names.push("AAAAAAAAAA100kl");
        assert_eq!(lowest_free(&names, "AAAAAAAAAA%dklm"), Some(101));
    }

    #[test]
    fn an_id_whose_digits_are_cut_always_looks_free() {
        let taken: Vec<String> = (0..100).map(|id| format!("PPPPPPPPPPPPP{id}")).collect();
        let names: Vec<&str> = taken.iter().map(String::as_str).collect();
        assert_eq!(lowest_free(&names, "PPPPPPPPPPPPP%d"), Some(100));
    }

    #[test]
    fn a_number_beyond_32_bits_wraps_as_in_the_kernel() {
        assert_eq!(lowest_free(&["v04294967296"], "v%d4294967296"), Some(1));
    }

    #[test]
    fn removing_every_name_leaves_nothing_behind() {
        let mut used = UsedIds::default();
        for name in [&b"vnet12"[..], b"a1b2c3", b"007"] {
            used.insert(name);
            used.remove(name);
        }
        assert!(used.sets.is_empty());
    }
}
