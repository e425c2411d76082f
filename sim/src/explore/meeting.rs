//! Where the workers wait for each other between levels.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A barrier that nobody waits at for somebody who has panicked.
#[derive(Debug)]
pub(super) struct Meeting {
    parties: usize,
    table: Mutex<Table>,
    bell: Condvar,
}

#[derive(Debug)]
struct Table {
    here: usize,
    round: u64,
    /// What the last to come decided.
    go_on: bool,
    /// Somebody has panicked.
    left: bool,
}

impl Meeting {
    pub(super) const fn new(parties: usize) -> Self {
        Self { parties, table: Mutex::new(Table { here: 0, round: 0, go_on: true, left: false }), bell: Condvar::new() }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for all. The last to come decides for all whether to go on. Nobody goes on without somebody who has left.
    pub(super) fn wait(&self, decide: impl FnOnce() -> bool) -> bool {
        let mut table = self.table();
        table.here += 1;
        if table.here == self.parties {
            table.go_on = decide();
            table.here = 0;
            table.round += 1;
            self.bell.notify_all();
        } else {
            let round = table.round;
            let waited = self.bell.wait_while(table, |table| table.round == round && !table.left);
            table = waited.unwrap_or_else(PoisonError::into_inner);
        }
        table.go_on && !table.left
    }

    /// A party that is taken to have left for good once this is dropped by a panic.
    pub(super) const fn party(&self) -> Party<'_> {
        Party { meeting: self }
    }
}

/// One of those who meet.
#[derive(Debug)]
pub(super) struct Party<'a> {
    meeting: &'a Meeting,
}

impl Party<'_> {
    /// Leaves once nobody will wait any more.
    pub(super) fn leave(self) {
        std::mem::forget(self);
    }
}

impl Drop for Party<'_> {
    fn drop(&mut self) {
        self.meeting.table().left = true;
        self.meeting.bell.notify_all();
    }
}
