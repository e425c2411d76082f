//! The lower bound: a number and its digits, whatever the host has.

use crate::allocator::{Allocator, Finished};
use crate::cell::Cell;
use crate::host::Host;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

/// An atomic addition that threads share, and a name on the stack. It looks at no device, and finds taken names free.
#[derive(Debug, Default)]
pub(crate) struct BareCounter(AtomicU64);

impl Allocator for BareCounter {
    const NAME: &'static str = "bare-counter";
    type Worker = ();

    fn prepare(&mut self, _host: &mut Host, _cell: Cell, calls: u64) -> u64 {
        calls
    }

    fn worker(&self) {}

    fn name(&self, (): &mut ()) -> bool {
        let id = self.0.fetch_add(1, Ordering::Relaxed);
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(id).as_bytes();
        let mut name = [0; 24];
        name[..4].copy_from_slice(b"vnet");
        name[4..4 + digits.len()].copy_from_slice(digits);
        black_box(&name);
        true
    }

    fn finish(&mut self, _round: Finished<()>) {}
}
