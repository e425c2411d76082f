//! Numbers of few bits in a row of words.

/// Writes numbers into words, the lowest bits first.
pub(super) struct Writer<const WORDS: usize> {
    pub(super) words: [u64; WORDS],
    at: u32,
    /// Whether a number did not fit.
    pub(super) overflowed: bool,
}

impl<const WORDS: usize> Default for Writer<WORDS> {
    fn default() -> Self {
        Self { words: [0; WORDS], at: 0, overflowed: false }
    }
}

impl<const WORDS: usize> Writer<WORDS> {
    /// Writes a number of so many bits, 63 at most.
    pub(super) const fn put(&mut self, bits: u32, number: u64) {
        let (word, shift) = ((self.at / 64) as usize, self.at % 64);
        self.overflowed |= self.at + bits > 64 * WORDS as u32 || number >> bits != 0;
        if self.overflowed {
            return;
        }
        self.at += bits;
        if bits == 0 {
            return;
        }
        self.words[word] |= number << shift;
        if shift + bits > 64 {
            self.words[word + 1] = number >> (64 - shift);
        }
    }
}

/// Reads them again.
pub(super) struct Reader<'w> {
    words: &'w [u64],
    at: u32,
}

impl<'w> Reader<'w> {
    pub(super) const fn new(words: &'w [u64]) -> Self {
        Self { words, at: 0 }
    }

    /// The next number of so many bits, 63 at most.
    pub(super) const fn take(&mut self, bits: u32) -> u64 {
        if bits == 0 {
            return 0;
        }
        let (word, shift) = ((self.at / 64) as usize, self.at % 64);
        self.at += bits;
        let mut number = self.words[word] >> shift;
        if shift + bits > 64 {
            number |= self.words[word + 1] << (64 - shift);
        }
        number & ((1 << bits) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rng;

    #[test]
    fn what_is_written_is_read() {
        let mut rng = Rng::new(5);
        for _ in 0..1000 {
            let numbers: Vec<(u32, u64)> = (0..10)
                .map(|_| {
                    let bits = rng.below(25) as u32;
                    (bits, rng.next_u64() & ((1 << bits) - 1))
                })
                .collect();
            let mut writer = Writer::<4>::default();
            numbers.iter().for_each(|(bits, number)| writer.put(*bits, *number));
            assert!(!writer.overflowed);
            let mut reader = Reader::new(&writer.words);
            assert!(numbers.iter().all(|(bits, number)| reader.take(*bits) == *number), "{numbers:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_noticed() {
        let mut writer = Writer::<1>::default();
        writer.put(40, 1);
        assert!(!writer.overflowed);
        writer.put(40, 1);
        assert!(writer.overflowed);
        let mut writer = Writer::<1>::default();
        writer.put(3, 8);
        assert!(writer.overflowed);
    }
}
