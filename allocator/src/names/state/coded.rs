//! Numbers that show when they are damaged.

use super::Damage;

/// A word holds `STEP × number + remainder`, where the remainder belongs to its place. Any other word was not written here. Adding
/// `STEP` to the word adds one to the number, so that counting stays a single atomic addition. It is a prime, so that no change of
/// one or two bits leads from one number to another.
pub(crate) const STEP: u64 = 16_381;

/// The largest number, with room for additions that many threads make before one of them looks.
pub(crate) const LARGEST: u64 = u64::MAX / STEP - (1 << 33);

/// A place in the state for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The index of its word.
    pub(crate) word: usize,
    remainder: u64,
}

impl Place {
    /// The place at this word. Neighbours have different remainders, so that words that changed places are seen; none is 0, so that
    /// a word that was set to zero is.
    pub(crate) fn new(word: usize) -> Self {
        let spread = (word as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
        Self { word, remainder: 1 + spread % (STEP - 1) }
    }

    /// The word for a number, which is at most [`LARGEST`].
    pub(crate) const fn encode(self, number: u64) -> u64 {
        STEP * number + self.remainder
    }

    /// The number in a word.
    pub(crate) const fn decode(self, word: u64) -> Result<u64, Damage> {
        if word % STEP == self.remainder { Ok(word / STEP) } else { Err(Damage { word: self.word, what: "number" }) }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for word in [0, 1, 77, 131_071] {
            let place = Place::new(word);
            for number in [0, 1, 1_000_000, LARGEST] {
                assert_eq!(place.decode(place.encode(number)), Ok(number));
                assert_eq!(place.decode(place.encode(number) + STEP), Ok(number + 1));
            }
        }
    }

    #[test]
    fn one_or_two_flipped_bits_are_seen() {
        let place = Place::new(9);
        for number in [0, 1, 41, 1 << 40] {
            let word = place.encode(number);
            for first in 0..64 {
                assert!(place.decode(word ^ (1 << first)).is_err(), "bit {first}");
                for second in 0..first {
                    assert!(place.decode(word ^ (1 << first) ^ (1 << second)).is_err(), "bits {first} and {second}");
                }
            }
        }
    }

    #[test]
    fn zero_and_the_words_of_other_places_are_seen() {
        for word in 0..1000 {
            assert!(Place::new(word).decode(0).is_err());
            for other in (0..1000).filter(|&other| other != word) {
                assert!(Place::new(word).decode(Place::new(other).encode(5)).is_err(), "{word} and {other}");
            }
        }
    }
}
