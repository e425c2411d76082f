//! The random numbers of every search.

/// SplitMix64, as published by Steele, Lea and Flood (OOPSLA 2014), with its own ways to draw from ranges.
///
/// It is our own so that a seed means the same in five years: a test pins the stream, and no other crate's version can move it.
///
/// ```
/// use ifrace_sim::Rng;
///
/// let mut rng = Rng::new(1234567);
/// assert_eq!(rng.next_u64(), 6457827717110365317);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    state: u64,
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rng {
    /// A stream for this seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The stream of one case of a campaign, independent of the streams of all other cases.
    pub fn for_case(seed: u64, case: u64) -> Self {
        let mut campaign = Self::new(seed);
        let base = campaign.next_u64();
        Self::new(Self::new(base ^ case.wrapping_mul(GAMMA)).next_u64())
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; the bias is below `bound / 2^64`.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        assert!(bound > 0, "there is no number below 0");
        ((u128::from(self.next_u64()) * bound as u128) >> 64) as usize
    }

    /// True in `part` of `whole` cases.
    pub fn chance(&mut self, part: usize, whole: usize) -> bool {
        self.below(whole) < part
    }

    /// One of the items.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// The item of a table of weights and items.
    ///
    /// # Panics
    /// If all weights are 0.
    pub fn weighted<'a, T>(&mut self, items: &'a [(usize, T)]) -> &'a T {
        let mut at = self.below(items.iter().map(|(weight, _)| weight).sum());
        for (weight, item) in items {
            match at.checked_sub(*weight) {
                Some(rest) => at = rest,
                None => return item,
            }
        }
        unreachable!("the weights add up to the bound")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_pinned() {
        let mut rng = Rng::new(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(expected.map(|_| rng.next_u64()), expected);
        let mut case = Rng::for_case(1, 2);
        assert_eq!([case.next_u64(), case.next_u64()], [248_382_218_779_318_986, 9_868_181_917_628_090_661]);
        let draws: Vec<usize> = (0..8).map(|_| case.below(10)).collect();
        assert_eq!(draws, [5, 7, 4, 0, 5, 2, 0, 5]);
    }

    #[test]
    fn weights_of_zero_are_never_drawn() {
        let mut rng = Rng::new(7);
        let table = [(0, 'a'), (3, 'b'), (0, 'c'), (1, 'd')];
        let drawn: std::collections::BTreeSet<char> = (0..200).map(|_| *rng.weighted(&table)).collect();
        assert_eq!(drawn.into_iter().collect::<String>(), "bd");
    }
}
