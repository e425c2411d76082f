//! What can happen to the words of a file.

use super::super::Layout;
use std::ops::Range;

/// Numbers from a seed (`SplitMix64`).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

/// The words that hold something: the header, counters, participants, and every word of a lease.
pub(super) fn words_in_use(words: &[u64], layout: Layout) -> Vec<usize> {
    let header = 0..4;
    let counters = (0..8).flat_map(|number| layout.counter(number)..layout.counter(number) + 6);
    let participants = layout.participant(0)..layout.participant(4);
    // An empty place has zeros behind its first word, or what a lease has left there.
    let leases = (0..layout.leases).map(|number| layout.lease(number)).filter(|&first| words[first] & 7 > 2);
    header.chain(counters).chain(participants).chain(leases.flat_map(|first| first..first + 8)).collect()
}

/// A kind of damage.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Flip,
    Zero,
    Ones,
    Swap,
    Random,
    Copy,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [Self::Flip, Self::Zero, Self::Ones, Self::Swap, Self::Random, Self::Copy];

    /// Damages words: those of the aim, or any if there is none.
    pub(super) fn apply(self, words: &mut [u64], aim: &[usize], random: &mut Random) {
        let [to, from] = ranges(words.len(), aim, random);
        match self {
            Self::Flip => (0..1 + random.below(8)).for_each(|_| words[one(words.len(), aim, random)] ^= 1 << random.below(64)),
            Self::Zero => words[to].fill(0),
            Self::Ones => words[to].fill(u64::MAX),
            Self::Swap => to.zip(from).for_each(|(to, from)| words.swap(to, from)),
            Self::Random => words[to].iter_mut().for_each(|word| *word = random.next()),
            Self::Copy => words.copy_within(from, to.start),
        }
    }
}

fn one(len: usize, aim: &[usize], random: &mut Random) -> usize {
    if aim.is_empty() { random.below(len) } else { aim[random.below(aim.len())] }
}

/// Two ranges of the same length, of one word, one line or one page.
fn ranges(len: usize, aim: &[usize], random: &mut Random) -> [Range<usize>; 2] {
    let size = [1, 8, 512][random.below(3)];
    [0, 1].map(|_| {
        let start = one(len, aim, random) / size * size;
        let start = start.min(len - size);
        start..start + size
    })
}
