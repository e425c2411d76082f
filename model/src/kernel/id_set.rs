//! A set of ids that finds its gaps fast.

use super::ID_LIMIT;

const WORD: u32 = u64::BITS;

/// A set of ids below [`ID_LIMIT`], as a bitmap with a summary of its full words.
///
/// Finding a gap looks at no more than eight words of the summary and three of the bitmap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdSet {
    words: Vec<u64>,
    full: [u64; (ID_LIMIT / WORD / WORD) as usize],
    len: u32,
}

impl IdSet {
    /// Adds an id; ids from [`ID_LIMIT`] on are not accepted.
    ///
    /// # Panics
    /// If the id is not below [`ID_LIMIT`].
    pub fn insert(&mut self, id: u32) {
        assert!(id < ID_LIMIT, "id {id} is outside of the kernel's bitmap");
        let (word, bit) = place(id);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.len += u32::from(self.words[word] & bit == 0);
        self.words[word] |= bit;
        if self.words[word] == u64::MAX {
            let (summary, bit) = place(word as u32);
            self.full[summary] |= bit;
        }
    }

    /// Removes an id.
    pub fn remove(&mut self, id: u32) {
        let (word, bit) = place(id);
        let Some(bits) = self.words.get_mut(word) else { return };
        self.len -= u32::from(*bits & bit != 0);
        *bits &= !bit;
        let (summary, bit) = place(word as u32);
        self.full[summary] &= !bit;
    }

    /// Whether the id is in the set.
    pub fn contains(&self, id: u32) -> bool {
        let (word, bit) = place(id);
        self.words.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether the set has no id.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The lowest id from `from` on and below `to` that is not in the set.
    pub fn first_gap(&self, from: u32, to: u32) -> Option<u32> {
        let mut word = from / WORD;
        let mut gaps = !self.word(word) & (u64::MAX << (from % WORD));
        while gaps == 0 {
            word = self.next_with_gap(word + 1);
            if word * WORD >= to {
                return None;
            }
            gaps = !self.word(word);
        }
        let id = word * WORD + gaps.trailing_zeros();
        (id < to).then_some(id)
    }

    fn word(&self, word: u32) -> u64 {
        self.words.get(word as usize).copied().unwrap_or(0)
    }

    /// The first word from `from` on that is not full, by the summary.
    fn next_with_gap(&self, from: u32) -> u32 {
        let (mut summary, mut mask) = ((from / WORD) as usize, u64::MAX << (from % WORD));
        while let Some(full) = self.full.get(summary) {
            let open = !full & mask;
            if open != 0 {
                return summary as u32 * WORD + open.trailing_zeros();
            }
            (summary, mask) = (summary + 1, u64::MAX);
        }
        ID_LIMIT / WORD
    }
}

fn place(id: u32) -> (usize, u64) {
    ((id / WORD) as usize, 1 << (id % WORD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_within_a_word_and_beyond_it() {
        let mut set = IdSet::default();
        assert_eq!(set.first_gap(0, 10), Some(0));
        (0..200).for_each(|id| set.insert(id));
        assert_eq!(set.first_gap(0, ID_LIMIT), Some(200));
        assert_eq!(set.first_gap(10, 100), None);
        set.remove(130);
        assert_eq!(set.first_gap(0, ID_LIMIT), Some(130));
        assert_eq!(set.first_gap(131, ID_LIMIT), Some(200));
    }

    #[test]
    fn a_full_set_has_no_gap_until_one_id_leaves() {
        let mut set = IdSet::default();
        (0..ID_LIMIT).for_each(|id| set.insert(id));
        assert_eq!(set.first_gap(0, ID_LIMIT), None);
        for id in [0, 63, 64, 4095, 4096, ID_LIMIT - 1] {
            set.remove(id);
            assert_eq!(set.first_gap(0, ID_LIMIT), Some(id));
            assert_eq!(set.first_gap(id, ID_LIMIT), Some(id));
            set.insert(id);
        }
    }

    #[test]
    fn inserting_or_removing_twice_counts_once() {
        let mut set = IdSet::default();
        set.insert(5);
        set.insert(5);
        set.remove(5);
        assert!(set.is_empty() && !set.contains(5));
        set.remove(5);
        assert!(set.is_empty());
    }
}
