//! The model as a system.

use super::layout::Layout;
use super::rows::{Row, TAKES_NAME, rows};
use super::{Params, ParamsError, Policy, Word};
use crate::system::{Choice, Seen, System};

/// [`Seen::violated`]: the entry of another guest was removed whose device currently has the name.
pub const WRONGFUL: u32 = 1;

/// A state of the peer-model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State<W> {
    pub(super) word: W,
}

/// The peer-model with its states in words of one width.
#[derive(Clone, Debug)]
pub struct PeerModel<W> {
    pub(super) params: Params,
    pub(super) layout: Layout<W>,
    rows: [Row<W>; 8],
}

impl<W: Word> PeerModel<W> {
    /// The model, if its states fit into the word.
    pub fn new(params: Params) -> Result<Self, ParamsError> {
        let (needed, bits) = (params.bits(), W::BITS);
        if needed > bits {
            return Err(ParamsError::Bits { needed, bits });
        }
        let layout = Layout::new(&params);
        let rows = rows(&layout, params.has_names());
        Ok(Self { params, layout, rows })
    }

    /// Whether an entry that a running guest has installed is no longer its own.
    pub fn is_robbed(&self, state: &State<W>) -> bool {
        let layout = &self.layout;
        (0..layout.guests).filter(|_| self.params.has_names()).any(|guest| {
            let field = state.word >> (guest * layout.width);
            let (place, own) = ((field >> layout.clock).low() & 7, (field >> layout.tables).low() & 7);
            // A guest with a device has taken one step more than it has installed entries.
            let installed = (1 << place.saturating_sub(TAKES_NAME as u32 + 1)) - 1;
            own & installed != installed
        })
    }

    /// The name that a guest takes which starts now.
    #[inline]
    fn free_name(&self, word: W) -> W {
        let devices = word >> self.layout.device;
        let mut name = match self.params.policy {
            Policy::LowestFree => W::default(),
            Policy::Monotonic => word >> self.layout.next,
        };
        while self.layout.same(word, name) & devices != W::default() {
            name = self.after(name);
        }
        name
    }

    /// The name after another, going round.
    #[inline]
    pub(super) fn after(&self, name: W) -> W {
        let after = name + W::from(1);
        if after == W::from(self.params.names) { W::default() } else { after }
    }

    /// Writes a name into a field that has none, and what follows from it.
    #[inline]
    fn with_name(&self, word: W, at: u32, name: W) -> W {
        let word = word | name << at;
        if !self.params.counts_names() {
            return word;
        }
        let fields = (W::from(1) << self.layout.next) - W::from(1);
        word & fields | self.after(name) << self.layout.next
    }
}

impl<W: Word> System for PeerModel<W> {
    type State = State<W>;
    type Key = W;

    fn initial(&mut self) -> State<W> {
        State { word: self.layout.initial() }
    }

    #[inline]
    fn enabled(&mut self, state: &State<W>) -> u64 {
        self.layout.living(state.word)
    }

    #[inline]
    fn variants(&mut self, _: &State<W>, _: u32) -> u32 {
        1
    }

    // Out of line, its operands go through memory in the loops of the schedulers: a tenth slower.
    #[inline(always)]
    fn step(&mut self, state: &mut State<W>, choice: Choice) -> Seen {
        let (layout, word) = (&self.layout, state.word);
        let at = u32::from(choice.actor) * layout.width;
        let field = word >> at;
        let place = (field >> layout.clock).low() as usize & 7;
        let name = field & layout.name;
        let row = &self.rows[place];
        let same = layout.same(word, name) & row.clears;
        let victims = same & row.wrongs & word >> row.table & word >> layout.device;
        let after = (word & !(same << row.table)) + (row.adds << at) - ((name & row.forgets) << at);
        let takes_name = place == TAKES_NAME && self.params.has_names();
        state.word = if takes_name { self.with_name(after, at, self.free_name(word)) } else { after };
        Seen { violated: u32::from(victims != W::default()) * WRONGFUL, reached: 0 }
    }

    #[inline]
    fn end(&mut self, _: &State<W>) -> Seen {
        Seen::default()
    }

    #[inline]
    fn pack(&mut self, state: &State<W>) -> W {
        self.canonical(state.word)
    }

    #[inline]
    fn exact_key(&mut self, state: &State<W>) -> W {
        state.word
    }

    #[inline]
    fn unpack(&mut self, key: &W) -> State<W> {
        State { word: *key }
    }
}
