//! One thread of a worker: it creates devices, holds some, removes them, and cleans up after them late and in any order.

use crate::event::{Event, Kind};
use crate::log::Log;
use crate::maker::{Bearer, Device, Maker};
use crate::orphans::Orphans;
use crate::patterns::HUNDRED;
use crate::random::Random;
use crate::side::Side;
use crate::task::Task;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::names::Lease;

/// What the threads of a worker share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) task: Task,
    pub(crate) maker: Maker,
    pub(crate) log: Log,
    pub(crate) side: Side,
    pub(crate) orphans: Orphans,
}

/// A thread.
pub(crate) struct Life<'a> {
    pub(crate) shared: &'a Shared,
    thread: usize,
    random: Random,
    rtnetlink: Rtnetlink,
    held: Vec<Device>,
    /// Whose devices are gone, and whose entries are not.
    late: Vec<(Bearer, Option<Lease>)>,
}

impl<'a> Life<'a> {
    pub(crate) fn new(shared: &'a Shared, thread: usize) -> Self {
        let Task { seed, worker, left, .. } = &shared.task;
        let random = Random::new(*seed, &[*worker as u64, thread as u64, left[thread] as u64]);
        Self { shared, thread, random, rtnetlink: Rtnetlink::open().unwrap(), held: Vec::new(), late: Vec::new() }
    }

    pub(crate) fn run(mut self) {
        while let Some(orphan) = self.shared.orphans.next() {
            let adopted = self.adopt(orphan);
            self.late.push(adopted);
        }
        let mut left = self.shared.task.left[self.thread];
        while left > 0 || !self.held.is_empty() {
            if left > 0 && self.held.len() < self.shared.task.held && self.random.below(3) > 0 {
                left -= usize::from(self.create());
            } else if !self.held.is_empty() {
                self.remove();
            }
            while self.late.len() > self.shared.task.late {
                self.clean();
            }
        }
        while !self.late.is_empty() {
            self.clean();
        }
    }

    /// Whether there is a new device. If no name is free, it makes room.
    fn create(&mut self) -> bool {
        let patterns = &self.shared.task.patterns;
        let pattern = patterns[self.random.below(patterns.len())];
        let is_tap = pattern == 0 || pattern > HUNDRED || (pattern == HUNDRED && self.random.below(2) == 0);
        let queues = if self.random.below(16) == 0 { 3 } else { 1 };
        self.write(&Event { kind: Kind::Asked, pattern, ..Event::default() });
        let Some(device) = self.shared.maker.create(pattern, queues, is_tap) else {
            if self.held.is_empty() {
                self.clean()
            } else {
                self.remove()
            }
            return false;
        };
        self.tell(Kind::Created, &device.bearer, device.index);
        let bears_mark = self.rtnetlink.get_by_index(device.index).is_ok_and(|link| link.group == device.bearer.token);
        if self.shared.maker.marks() && !bears_mark {
            self.tell(Kind::Wrong, &device.bearer, device.index);
        }
        if !self.shared.side.create(&device.bearer.name, device.bearer.token) {
            self.tell(Kind::Blocked, &device.bearer, device.index);
        }
        self.held.push(device);
        true
    }

    fn remove(&mut self) {
        let device = self.held.swap_remove(self.random.below(self.held.len()));
        let (bearer, index) = (device.bearer.clone(), device.index);
        let lease = self.shared.maker.remove(device);
        self.tell(Kind::Removed, &bearer, index);
        if !matches!(self.rtnetlink.get_by_index(index), Err(OsError { errno: libc::ENODEV, .. })) {
            self.tell(Kind::Wrong, &bearer, index);
        }
        self.late.push((bearer, lease));
    }

    /// Removes one entry, and ends its lease after that.
    fn clean(&mut self) {
        if self.late.is_empty() {
            // Others have all the names; they need the processor.
            return std::thread::yield_now();
        }
        let (bearer, lease) = self.late.swap_remove(self.random.below(self.late.len()));
        self.remove_entry(&bearer);
        self.tell(Kind::Cleaned, &bearer, 0);
        if let Some(lease) = lease {
            lease.done().unwrap_or_else(|error| panic!("{error}"));
        }
    }

    /// Removes the entry of a name. If it is somebody else's, or gone, the name was given to somebody else before.
    fn remove_entry(&self, bearer: &Bearer) {
        if self.shared.side.owner(&bearer.name) == Some(bearer.token) {
            self.shared.side.remove(&bearer.name);
        } else {
            self.tell(Kind::Blocked, bearer, 0);
        }
    }

    pub(crate) fn tell(&self, kind: Kind, bearer: &Bearer, index: u32) {
        let Bearer { name, pattern, generation, token } = bearer.clone();
        self.write(&Event { kind, pattern, generation, index, token, name, ..Event::default() });
    }

    fn write(&self, event: &Event) {
        let (pid, worker) = (std::process::id(), self.shared.task.worker);
        self.shared.log.write(&Event { pid, worker, thread: self.thread, ..event.clone() });
    }
}
