//! One state for all that a search need not tell apart.

use super::{PeerModel, Reduction, Word};

impl<W: Word> PeerModel<W> {
    /// The state that stands for all that the reductions do not tell from this one.
    #[inline]
    pub(super) fn canonical(&self, word: W) -> W {
        let Reduction { guests, names } = self.params.reduction;
        let word = if names && self.params.counts_names() { self.renamed(word) } else { word };
        if guests { self.sorted(word) } else { word }
    }

    /// All names turned round so far that the next one is 0.
    fn renamed(&self, word: W) -> W {
        let layout = &self.layout;
        let (names, next) = (W::from(self.params.names), word >> layout.next);
        let mut turned = word & ((W::from(1) << layout.next) - W::from(1)) & !layout.names;
        for guest in 0..layout.guests {
            let field = word >> (guest * layout.width);
            if field >> layout.clock & W::from(7) != W::from(super::layout::BORN) {
                let name = field & layout.name;
                let moved = if name < next { name + names - next } else { name - next };
                turned = turned | moved << (guest * layout.width);
            }
        }
        turned
    }

    /// The fields in ascending order. No field refers to another by its place, so any order of them is the same situation.
    #[inline]
    fn sorted(&self, word: W) -> W {
        let (guests, width) = (self.layout.guests as usize, self.layout.width);
        let mask = (W::from(1) << width) - W::from(1);
        let mut fields = [0_u32; 8];
        for (guest, field) in fields.iter_mut().enumerate().take(guests) {
            *field = (word >> (guest as u32 * width) & mask).low();
        }
        for end in (1..guests).rev() {
            for at in 0..end {
                let (one, other) = (fields[at], fields[at + 1]);
                (fields[at], fields[at + 1]) = (one.min(other), one.max(other));
            }
        }
        let rest = word & !(self.layout.ones * mask);
        let place = |all, (guest, field): (usize, &u32)| all | W::from(*field) << (guest as u32 * width);
        fields.iter().enumerate().take(guests).fold(rest, place)
    }
}
