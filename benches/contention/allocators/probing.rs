//! The counter of ifrace, with a question to the kernel for each candidate.

use crate::allocator::{Allocator, Finished, shared};
use crate::cell::Cell;
use crate::host::{Field, Host};
use ifrace_allocator::linux::ioctl::InterfaceIoctl;
use ifrace_allocator::names::{NameCounter, NamePattern, NamedKind};
use std::hint::black_box;

/// A shared counter; each thread probes on one socket that stays open (`SIOCGIFINDEX`).
#[derive(Debug)]
pub(crate) struct Probing {
    pattern: NamePattern,
    counter: NameCounter,
    field: Option<Field>,
}

impl Default for Probing {
    fn default() -> Self {
        Self { pattern: NamePattern::of_kind(NamedKind::Tap), counter: NameCounter::new(u64::MAX), field: None }
    }
}

impl Allocator for Probing {
    const NAME: &'static str = "hardened-probing";
    type Worker = InterfaceIoctl;

    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64 {
        let field = Field::from(0, cell.taken);
        host.lay(field);
        self.counter = NameCounter::new(self.pattern.ids() - 1);
        self.field = Some(field);
        shared(calls, field.blocks, cell.threads)
    }

    fn worker(&self) -> InterfaceIoctl {
        InterfaceIoctl::open().expect("there are sockets")
    }

    fn name(&self, socket: &mut InterfaceIoctl) -> bool {
        loop {
            let Ok(id) = self.counter.next() else { return false };
            let name = self.pattern.name(id);
            if socket.index_of(name.as_bytes()).is_err_and(|error| error.symbol() == Some("ENODEV")) {
                black_box(name);
                return true;
            }
        }
    }

    fn finish(&mut self, round: Finished<InterfaceIoctl>) {
        let expected = self.field.map(|field| field.behind(round.calls));
        assert_eq!(self.counter.next().ok(), expected, "every call meets the taken names of a block");
    }
}
