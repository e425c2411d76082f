//! The numbers of devices and rows, as guests know them.

use super::op::Index;

/// The number of a device or a row as a guest knows it: 1 to 8 is its own, from 16 on another's, whose number is 16 less.
pub(super) struct Known;

impl Known {
    pub(super) const OTHERS: u8 = 16;
    pub(super) const OWN: u8 = 8;

    /// As the guest with this number knows it.
    pub(super) const fn by(guest: u8, index: Index) -> u8 {
        let first = Self::OWN * guest;
        if index > first && index <= first + Self::OWN { index - first } else { index + Self::OTHERS }
    }

    /// As the host knows it.
    pub(super) const fn on_host(guest: u8, known: u8) -> Index {
        if known <= Self::OWN { Self::OWN * guest + known } else { known - Self::OTHERS }
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn numbers_of_devices_do_not_say_whose_they_are() {
        assert_eq!((Known::by(0, 3), Known::by(2, 19), Known::by(1, 3)), (3, 3, 19));
        for (guest, index) in [(0, 1), (0, 8), (1, 9), (3, 9), (7, 64), (2, 128)] {
            assert_eq!(Known::on_host(guest, Known::by(guest, index)), index);
        }
    }
}
