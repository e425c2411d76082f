//! What the schedulers and the explorer play: a system whose actors take turns.
//!
//! A system is a function of its state and of who moves next. Everything that could differ between two runs (which actor
//! moves, which operation fails) is a [`Choice`], so a list of choices replays a run.

/// A system of actors that take turns. It may keep caches, which is why its methods borrow it mutably; they never change what a
/// method answers.
pub trait System {
    /// Everything that the future depends on.
    type State: Copy;
    /// The state in as few bits as possible: two states that the search need not tell apart have the same key.
    type Key: Key;

    /// Where every run begins.
    fn initial(&mut self) -> Self::State;

    /// Who can move: bit `a` is actor `a`, of which there are at most 64. A state where nobody can move is an end.
    fn enabled(&mut self, state: &Self::State) -> u64;

    /// In how many ways an actor can move that can: 1 at least. Variant 0 is the plain one, without a fault.
    fn variants(&mut self, state: &Self::State, actor: u32) -> u32;

    /// Lets an actor move that can.
    fn step(&mut self, state: &mut Self::State, choice: Choice) -> Seen;

    /// Judges a state where nobody can move.
    fn end(&mut self, state: &Self::State) -> Seen;

    /// The key of a state.
    fn pack(&mut self, state: &Self::State) -> Self::Key;

    /// The key of this state alone, also where [`pack`](Self::pack) gives one key to several: unpacked, it is this state again.
    fn exact_key(&mut self, state: &Self::State) -> Self::Key {
        self.pack(state)
    }

    /// A state with this key, which was made by [`pack`](Self::pack) or [`exact_key`](Self::exact_key).
    fn unpack(&mut self, key: &Self::Key) -> Self::State;
}

/// Who moves next, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Choice {
    /// The actor.
    pub actor: u8,
    /// The way in which it moves: 0 is the plain one.
    pub variant: u8,
}

impl Choice {
    /// The plain move of an actor.
    pub const fn plain(actor: u8) -> Self {
        Self { actor, variant: 0 }
    }
}

/// What showed during a step, as sets of bits whose meaning the system defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Seen {
    /// What did not hold.
    pub violated: u32,
    /// What was reached for which a scenario was made.
    pub reached: u32,
}

impl Seen {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { violated: self.violated | other.violated, reached: self.reached | other.reached }
    }
}

/// A packed state.
pub trait Key: Copy + Eq {
    /// A key that no state has: an empty place of a table.
    const EMPTY: Self;

    /// A hash whose high and low bits are equally good.
    fn hash(&self) -> u64;
}

/// An odd number with its bits spread evenly: the golden ratio in 64 bits.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes a number into a hash (a multiplication to 128 bits whose halves are folded).
const fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word) as u128 * GOLDEN as u128;
    (product as u64) ^ (product >> 64) as u64
}

/// States have at least one bit set.
impl Key for u64 {
    const EMPTY: Self = 0;

    #[inline]
    fn hash(&self) -> u64 {
        mix(0, *self)
    }
}

/// States have at least one bit set.
impl Key for u128 {
    const EMPTY: Self = 0;

    #[inline]
    fn hash(&self) -> u64 {
        mix(mix(0, *self as u64) ^ GOLDEN, (*self >> 64) as u64)
    }
}

/// States have at least one bit set.
impl<const WORDS: usize> Key for [u64; WORDS] {
    const EMPTY: Self = [0; WORDS];

    #[inline]
    fn hash(&self) -> u64 {
        self.iter().fold(GOLDEN, |hash, word| mix(hash.rotate_left(29), *word))
    }
}
