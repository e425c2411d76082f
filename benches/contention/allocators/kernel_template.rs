//! The kernel's own numbers.

use crate::allocator::{Allocator, Finished, shared};
use crate::cell::Cell;
use crate::host::{Field, Host};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use std::thread;

/// The creation of a tap with the template `vnet%d`: `/dev/net/tun` is opened, and `TUNSETIFF` chooses the name.
#[derive(Debug, Default)]
pub(crate) struct KernelTemplate {
    taken: u64,
}

/// So many taps are there at most, beside the devices of the host, before they are closed.
const TAPS_MAX: u64 = 32;
/// Closing a tap is waiting, which threads do at the same time.
const CLOSERS: usize = 16;

impl Allocator for KernelTemplate {
    const NAME: &'static str = "kernel-template";
    /// The taps of the thread.
    type Worker = Vec<TunDevice>;

    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64 {
        host.lay(Field { first: 0, taken: cell.taken, blocks: 1 });
        self.taken = cell.taken;
        shared(calls, TAPS_MAX, cell.threads)
    }

    fn worker(&self) -> Vec<TunDevice> {
        Vec::with_capacity(TAPS_MAX as usize)
    }

    fn name(&self, taps: &mut Vec<TunDevice>) -> bool {
        let Ok(mut tap) = TunDevice::open() else { return false };
        let is_created = tap.set_iff(b"vnet%d", TunFlags::TAP | TunFlags::NO_PI).is_ok();
        taps.push(tap);
        is_created
    }

    fn finish(&mut self, round: Finished<Vec<TunDevice>>) {
        let taps: Vec<TunDevice> = round.workers.into_iter().flatten().collect();
        let lowest = taps.iter().filter_map(|tap| id(&tap.name().ok()?)).min();
        assert_eq!(lowest, Some(self.taken), "the first call meets all taken names");
        let mut shares: Vec<Vec<TunDevice>> = (0..CLOSERS).map(|_| Vec::new()).collect();
        taps.into_iter().enumerate().for_each(|(number, tap)| shares[number % CLOSERS].push(tap));
        thread::scope(|scope| shares.into_iter().for_each(|share| drop(scope.spawn(move || drop(share)))));
    }
}

/// The number of a name `vnetN`.
fn id(name: &[u8]) -> Option<u64> {
    std::str::from_utf8(name).ok()?.strip_prefix("vnet")?.parse().ok()
}
