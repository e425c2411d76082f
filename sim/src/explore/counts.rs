//! What a search counts.

use crate::system::Seen;

/// How many bits a system has for what it violated.
pub const BITS: usize = u32::BITS as usize;

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every state was seen.
    Exhausted,
    /// What it looked for was seen.
    Found,
    /// The caller asked for it.
    Interrupted,
    /// As many states as allowed were seen.
    States,
    /// The next allocation would have passed the allowed bytes.
    Memory,
    /// No more steps were allowed, and some state could still move.
    Depth,
}

/// How a search ended, and what it had counted by then. Except for [`Counts::bytes`], the counts do not depend on the number of
/// threads, unless it ended by [`Ended::Interrupted`] or [`Ended::Memory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Why it ended.
    pub ended: Ended,
    /// What it counted.
    pub counts: Counts,
}

/// What a search has counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// The states seen, each once.
    pub states: u64,
    /// The steps taken, from every state by every actor in every variant.
    pub transitions: u64,
    /// The states where nobody can move.
    pub ends: u64,
    /// The steps to the states that are farthest from the initial one.
    pub depth: u32,
    /// The states of the last level begun: those [`depth`](Self::depth) steps away.
    pub frontier: u64,
    /// By bit: the transitions and ends that violated it.
    pub violating: [u64; BITS],
    /// By bit: the steps to where it was first violated.
    pub first: [Option<u32>; BITS],
    /// Everything that was reached.
    pub reached: u32,
    /// The most bytes held at once, by the table of states, the frontier and the buffers of the threads.
    pub bytes: u64,
}

impl Counts {
    /// Everything that was violated.
    pub fn violated(&self) -> u32 {
        (0..BITS).filter(|bit| self.violating[*bit] > 0).map(|bit| 1 << bit).sum()
    }

    /// The transitions that led to a state already seen, in thousandths.
    pub fn already_seen_permille(&self) -> u64 {
        let known = (self.transitions + 1).saturating_sub(self.states);
        (u128::from(known) * 1000 / u128::from(self.transitions.max(1))) as u64
    }

    /// Counts what showed so many steps from the initial state.
    #[inline]
    pub(super) fn note(&mut self, seen: Seen, depth: u32) {
        self.reached |= seen.reached;
        if seen.violated != 0 {
            self.note_violated(seen.violated, depth);
        }
    }

    fn note_violated(&mut self, violated: u32, depth: u32) {
        for bit in (0..BITS).filter(|bit| violated >> bit & 1 == 1) {
            self.violating[bit] += 1;
            self.first[bit] = Some(self.first[bit].map_or(depth, |first| first.min(depth)));
        }
    }

    /// Takes over what another thread counted.
    pub(super) fn add(&mut self, more: &Self) {
        self.states += more.states;
        self.transitions += more.transitions;
        self.ends += more.ends;
        self.reached |= more.reached;
        for bit in 0..BITS {
            self.violating[bit] += more.violating[bit];
            let both = [self.first[bit], more.first[bit]];
            self.first[bit] = both.into_iter().flatten().min();
        }
    }
}
