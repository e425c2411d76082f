//! The allocator of ifrace.

use crate::allocator::{Allocator, Finished, shared};
use crate::cell::Cell;
use crate::host::{Field, Host};
use ifrace_allocator::names::{NameAllocator, NamePattern, NameSource, NamedKind, Picture};
use std::hint::black_box;

/// [`NameSource::generate`] with a picture of the host, and no system call.
///
/// It is so fast that a round needs many calls, more than there are blocks on the host. Since it does not ask the host, its picture
/// goes on behind the host's names with blocks of the same kind.
#[derive(Debug, Default)]
pub(crate) struct Hardened {
    ready: Option<Ready>,
}

#[derive(Debug)]
struct Ready {
    /// The host's blocks and those behind.
    field: Field,
    devices: u64,
    picture: Picture,
    source: NameSource,
    /// How many blocks the calls have used up.
    used: u64,
}

/// The least number of calls of a round, where the blocks for them do not have more names than that.
const CALLS_MIN: u64 = 5_000;
const NAMES_MAX: u64 = 1_000_000;
/// So many calls are made before a round: what a fresh allocator costs at first is not what is measured.
const UNTIMED: u64 = 8;
/// An index that no device has.
const BEHIND: u32 = u32::MAX;

/// A fresh allocator with this picture, or with one that is made so.
fn source(fill: impl FnOnce(&mut Picture)) -> (NameAllocator, NameSource) {
    let names = NameAllocator::in_process();
    names.update_picture(fill);
    let source = names.source(NamePattern::of_kind(NamedKind::Tap)).expect("the counter of taps is there from the start");
    (names, source)
}

impl Ready {
    fn new(host: &mut Host, cell: Cell) -> Self {
        let on_host = Field::from(0, cell.taken);
        host.lay(on_host);
        let least = NAMES_MAX.checked_div(cell.taken).unwrap_or_default().min(CALLS_MIN);
        let field = Field { blocks: on_host.blocks.max(least), ..on_host };
        let behind = Field { first: on_host.behind(on_host.blocks), blocks: field.blocks - on_host.blocks, ..field };
        let (names, source) = source(|picture| {
            picture.replace(host.names());
            picture.set(BEHIND, behind.names());
        });
        let picture = names.update_picture(|picture| picture.clone());
        let mut ready = Self { field, devices: cell.devices, picture, source, used: 0 };
        ready.warm_up();
        ready
    }

    /// Begins with the first block again.
    fn renew(&mut self) {
        self.source = source(|picture| picture.clone_from(&self.picture)).1;
        self.used = 0;
        self.warm_up();
    }

    fn warm_up(&mut self) {
        for _ in 0..UNTIMED {
            black_box(self.source.generate().expect("there are free names"));
        }
        self.used += UNTIMED;
    }

    fn left(&self) -> u64 {
        self.field.blocks - self.used
    }
}

impl Allocator for Hardened {
    const NAME: &'static str = "hardened";
    /// The last number.
    type Worker = (NameSource, u64);

    fn prepare(&mut self, host: &mut Host, cell: Cell, calls: u64) -> u64 {
        let is_for = |ready: &Ready| (ready.field.taken, ready.devices) == (cell.taken, cell.devices);
        let ready = match self.ready.take().filter(is_for) {
            Some(ready) => self.ready.insert(ready),
            None => self.ready.insert(Ready::new(host, cell)),
        };
        let most = ready.field.blocks - UNTIMED;
        let wanted = if cell.taken == 0 { calls } else { calls.max(CALLS_MIN).min(most) };
        if ready.left() < wanted {
            ready.renew();
        }
        shared(wanted, ready.left(), cell.threads)
    }

    fn worker(&self) -> (NameSource, u64) {
        (self.ready.as_ref().expect("it was prepared").source.clone(), 0)
    }

    fn name(&self, (source, last): &mut (NameSource, u64)) -> bool {
        match source.generate() {
            Ok(generated) => {
                *last = black_box(generated).id;
                true
            }
            Err(_) => false,
        }
    }

    fn finish(&mut self, round: Finished<(NameSource, u64)>) {
        let ready = self.ready.as_mut().expect("it was prepared");
        ready.used += round.calls;
        let last = round.workers.iter().map(|(_, last)| *last).max();
        assert_eq!(last, Some(ready.field.behind(ready.used) - 1), "every call meets the taken names of a block");
    }
}
