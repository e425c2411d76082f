//! The two bitmaps of ids behind [`bitmap`](super::bitmap).
//!
//! Source: see there; an id is a C `int`, in which numbers from 2³¹ on are negative.

use super::{DeviceKind, Reserved, reserve_number};

/// The number of ids in each bitmap.
pub(super) const IDS: i32 = 8192;

const WORDS: usize = IDS as usize / 64;

/// Which ids are reserved, for macvtaps and for macvlans.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bitmaps {
    macvtap: [u64; WORDS],
    macvlan: [u64; WORDS],
}

impl Bitmaps {
    /// The state of a daemon that has just started: all ids are free.
    pub(super) const START: Self = Self { macvtap: [0; WORDS], macvlan: [0; WORDS] };

    fn words(&mut self, kind: DeviceKind) -> &mut [u64; WORDS] {
        match kind {
            DeviceKind::Macvlan => &mut self.macvlan,
            _ => &mut self.macvtap,
        }
    }

    /// Reserves the first free id after this one, which is −1 or an id.
    pub(super) fn reserve_after(&mut self, kind: DeviceKind, after: i32) -> Option<i32> {
        let words = self.words(kind);
        let id = (after + 1..IDS).find(|&id| words[id as usize / 64] & bit(id) == 0)?;
        words[id as usize / 64] |= bit(id);
        Some(id)
    }

    /// Reserves the id of a name, or the first free id if that is negative; whether that worked, or `None` for a name with
    /// another prefix.
    pub(super) fn reserve_name(&mut self, name: &[u8]) -> Option<bool> {
        let kind = kind_of(name)?;
        Some(match reserve_number::parse_after(kind.prefix(), name) {
            None | Some(IDS..) => false,
            Some(..0) => self.reserve_after(kind, -1).is_some(),
            Some(id) => {
                let word = &mut self.words(kind)[id as usize / 64];
                let free = *word & bit(id) == 0;
                *word |= bit(id);
                free
            }
        })
    }

    /// Clears the bit of an id, which is below [`IDS`]; a negative id has none.
    pub(super) fn release_id(&mut self, kind: DeviceKind, id: i32) {
        if id >= 0 {
            self.words(kind)[id as usize / 64] &= !bit(id);
        }
    }

    /// Clears the bit of a name's id, if it has one.
    pub(super) fn release_name(&mut self, name: &[u8]) {
        let Some(kind) = kind_of(name) else { return };
        if let Some(id @ ..IDS) = reserve_number::parse_after(kind.prefix(), name) {
            self.release_id(kind, id);
        }
    }

    /// Reserves the name of a running guest's device.
    pub(super) fn reserve(&mut self, name: &[u8]) -> Reserved {
        match self.reserve_name(name) {
            Some(true) => Reserved::Raised,
            Some(false) => Reserved::Failed,
            None => Reserved::Ignored,
        }
    }
}

/// The bit of an id in its word.
fn bit(id: i32) -> u64 {
    1 << (id % 64)
}

/// The kind whose default prefix the name has, whatever the device is.
fn kind_of(name: &[u8]) -> Option<DeviceKind> {
    [DeviceKind::Macvtap, DeviceKind::Macvlan].into_iter().find(|kind| name.starts_with(kind.prefix().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reservation_fails_for_taken_ids_ids_above_8191_and_tails_that_are_no_number() {
        let mut ids = Bitmaps::START;
        assert_eq!(ids.reserve(b"macvtap8191"), Reserved::Raised);
        for name in [&b"macvtap8191"[..], b"macvtap8192", b"macvtap", b"macvtap5a", b"macvtap4294967296"] {
            assert_eq!(ids.reserve(name), Reserved::Failed, "{}", name.escape_ascii());
        }
        assert_eq!(ids.reserve(b"macvlan8191"), Reserved::Raised, "each prefix has its own bitmap");
        assert_eq!(ids.reserve(b"vnet1"), Reserved::Ignored);
    }

    #[test]
    fn a_negative_id_reserves_the_first_free_one() {
        let mut ids = Bitmaps::START;
        assert_eq!(ids.reserve(b"macvtap-1"), Reserved::Raised);
        assert_eq!(ids.reserve(b"macvtap0"), Reserved::Failed);
        assert_eq!(ids.reserve(b"macvtap4000000000"), Reserved::Raised);
        assert_eq!(ids.reserve_after(DeviceKind::Macvtap, -1), Some(2));
    }

    #[test]
    fn no_id_is_left_when_all_are_reserved() {
        let mut ids = Bitmaps::START;
        assert_eq!((0..IDS).map_while(|_| ids.reserve_after(DeviceKind::Macvlan, -1)).count(), 8192);
        assert_eq!(ids.reserve_after(DeviceKind::Macvlan, -1), None);
        assert_eq!(ids.reserve(b"macvlan-1"), Reserved::Failed);
        ids.release_name(b"macvlan077");
        assert_eq!(ids.reserve_after(DeviceKind::Macvlan, -1), Some(77));
    }

    #[test]
    fn releases_of_other_names_have_no_effect() {
        let mut ids = Bitmaps::START;
        ids.reserve(b"macvtap0");
        let before = ids.clone();
        for name in [&b"macvtap-1"[..], b"macvtap8192", b"macvtapx", b"vnet0", b"macvlan0"] {
            ids.release_name(name);
        }
        assert_eq!(ids, before);
    }
}
