//! What a step does, by the place in a life.

use super::Word;
use super::layout::Layout;

/// A step as masks, so that all steps run through the same instructions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row<W> {
    /// The position of the table that the step changes.
    pub(super) table: u32,
    /// The fields whose entries in it go away if they are under the name: all or none.
    pub(super) clears: W,
    /// The fields whose owner is wronged if its entry goes away while it has a device: all or none.
    pub(super) wrongs: W,
    /// What is added to the field: a tick of the clock, and the guest's own entry if it installs one.
    pub(super) adds: W,
    /// What is taken from the name: all or nothing.
    pub(super) forgets: W,
}

/// The step in which a guest takes a name, by the low bits of its clock.
pub(super) const TAKES_NAME: usize = 3;

/// The steps by the low three bits of the clock: from 3 on they make a device with its entries and take it away, from 0 on they
/// remove the entries.
pub(super) fn rows<W: Word>(layout: &Layout<W>, has_names: bool) -> [Row<W>; 8] {
    let (none, tick) = (W::default(), W::from(1) << layout.clock);
    let mut rows = [Row { adds: tick, ..Row::default() }; 8];
    for table in (0..3).filter(|_| has_names) {
        let position = layout.tables + table as u32;
        let forgets = if table == 2 { layout.name } else { none };
        rows[table] = Row { table: position, clears: layout.ones, wrongs: layout.ones, adds: tick, forgets };
        let own = tick | W::from(1) << position;
        rows[TAKES_NAME + 1 + table] = Row { table: position, clears: layout.ones, wrongs: none, adds: own, forgets: none };
    }
    rows
}
