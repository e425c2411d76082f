//! A set of words.

/// How many places the smallest table has.
const SMALLEST: usize = 1 << 16;

/// An odd number with its bits spread evenly.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A set of words other than 0 in open addressing. At most half of its places are taken.
#[derive(Debug)]
pub(super) struct Table {
    places: Vec<u64>,
    len: usize,
    /// The most bytes that it has held at once.
    peak: usize,
}

impl Table {
    /// The empty set, with room for so many words.
    pub(super) fn for_states(states: u64) -> Self {
        let places = vec![0; (states as usize * 2).next_power_of_two().max(SMALLEST)];
        let peak = size_of_val(places.as_slice());
        Self { places, len: 0, peak }
    }

    /// The most bytes that it has held at once.
    pub(super) fn peak(&self) -> usize {
        self.peak
    }

    /// Where the search for a word begins.
    #[inline]
    fn at(&self, word: u64) -> usize {
        let product = u128::from(word) * u128::from(ODD);
        (product as u64 ^ (product >> 64) as u64) as usize & (self.places.len() - 1)
    }

    /// Lets the processor fetch the place where the search for a word will begin.
    #[inline]
    pub(super) fn prefetch(&self, word: u64) {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            let place = (&raw const self.places[self.at(word)]).cast::<i8>();
            // SAFETY: every x86-64 has the instruction, which changes nothing that a program can see.
            #[allow(unsafe_code)]
            unsafe {
                _mm_prefetch::<_MM_HINT_T0>(place);
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        std::hint::black_box(self.places[self.at(word)]);
    }

    /// Adds a word and says whether it was not there.
    #[inline]
    pub(super) fn insert(&mut self, word: u64) -> bool {
        if self.len * 2 >= self.places.len() {
            self.grow();
        }
        let new = self.add(word);
        self.len += usize::from(new);
        new
    }

    #[inline]
    fn add(&mut self, word: u64) -> bool {
        let mut at = self.at(word);
        loop {
            match &mut self.places[at] {
                place if *place == 0 => {
                    *place = word;
                    return true;
                }
                place if *place == word => return false,
                _ => at = (at + 1) & (self.places.len() - 1),
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let places = vec![0; self.places.len() * 2];
        let before = std::mem::replace(&mut self.places, places);
        self.peak = size_of_val(before.as_slice()) * 3;
        for word in before.into_iter().filter(|word| *word != 0) {
            self.add(word);
        }
    }
}
