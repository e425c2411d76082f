//! A digest of words that are written once.

/// A number that depends on every bit of the words and on their order (the finalizer of `SplitMix64`, chained).
pub(crate) fn digest(words: &[u64]) -> u64 {
    words.iter().fold(0x6966_7261_6365_0001, |sum: u64, word| mix(sum ^ word).wrapping_add(sum.rotate_left(17)))
}

/// A word for a value of that many bits at this place: what is left of the word is a check of both.
pub(crate) fn sealed(word: usize, bits: u32, value: u64) -> u64 {
    value | digest(&[word as u64, value]) << bits
}

/// The value in a word that was [sealed] at this place.
pub(crate) fn unsealed(word: usize, bits: u32, whole: u64) -> Option<u64> {
    let value = whole & ((1 << bits) - 1);
    (sealed(word, bits, value) == whole).then_some(value)
}

const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::{digest, sealed, unsealed};

    #[test]
    fn every_bit_and_the_order_count() {
        let words = [3, 0, u64::MAX];
        let sum = digest(&words);
        for (at, bit) in (0..3).flat_map(|at| (0..64).map(move |bit| (at, bit))) {
            let mut other = words;
            other[at] ^= 1 << bit;
            assert_ne!(digest(&other), sum);
        }
        assert_ne!(digest(&[0, 3, u64::MAX]), sum);
        assert_ne!(digest(&[3, 0]), sum);
    }

    #[test]
    fn a_sealed_value_is_that_of_its_place() {
        for value in [0, 1, u64::from(u32::MAX)] {
            let whole = sealed(70, 32, value);
            assert_eq!([unsealed(70, 32, whole), unsealed(78, 32, whole)], [Some(value), None]);
            assert!((0..64).all(|bit| unsealed(70, 32, whole ^ 1 << bit).is_none()));
        }
        assert_eq!([unsealed(70, 32, 0), unsealed(70, 40, u64::MAX)], [None, None]);
    }
}
