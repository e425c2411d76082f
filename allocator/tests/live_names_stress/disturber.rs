//! Others on the same host: one creates devices under names that come next, one renames devices and gives alternative names.

use crate::patterns::{COUNT, HUNDRED, pattern};
use crate::random::Random;
use ifrace_allocator::linux::rtnetlink::{Link, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// What others did.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Done {
    pub(crate) created: usize,
    pub(crate) renamed: usize,
    pub(crate) altnames: usize,
    /// Devices that somebody deleted or marked although they were not his.
    pub(crate) harmed: usize,
}

/// Threads in the network namespace of the one that starts them; they end with this value.
#[derive(Debug)]
pub(crate) struct Disturbers {
    is_over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Done>>,
}

impl Disturbers {
    /// Begins. Alternative names go to the device with the index `fence`; those below are left alone.
    pub(crate) fn start(seed: u64, fence: u32) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let other = |act: fn(&mut Other), number| {
            let mut other = Other::new(Random::new(seed, &[number]), fence);
            let is_over = Arc::clone(&is_over);
            std::thread::spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    act(&mut other);
                    std::thread::sleep(Duration::from_millis(2));
                }
                other.taps.drain(..).for_each(|tap| other.done.harmed += usize::from(is_harmed(&mut other.rtnetlink, &tap)));
                other.done
            })
        };
        let threads = vec![other(Other::create, 1), other(Other::rename, 2)];
        Self { is_over, threads }
    }

    /// Lets them end, and says what they did.
    pub(crate) fn end(mut self) -> Done {
        self.is_over.store(true, Ordering::Relaxed);
        let all = self.threads.drain(..).map(|thread| thread.join().unwrap());
        all.fold(Done::default(), |a, b| Done {
            created: a.created + b.created,
            renamed: a.renamed + b.renamed,
            altnames: a.altnames + b.altnames,
            harmed: a.harmed + b.harmed,
        })
    }
}

impl Drop for Disturbers {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

struct Other {
    random: Random,
    rtnetlink: Rtnetlink,
    fence: u32,
    done: Done,
    taps: VecDeque<TunDevice>,
    /// The names that devices had before they were renamed.
    before: HashMap<u32, Vec<u8>>,
    altnames: VecDeque<Vec<u8>>,
}

impl Other {
    fn new(random: Random, fence: u32) -> Self {
        let rtnetlink = Rtnetlink::open().unwrap();
        let (taps, before, altnames) = (VecDeque::new(), HashMap::new(), VecDeque::new());
        Self { random, rtnetlink, fence, done: Done::default(), taps, before, altnames }
    }

    /// Creates a tap under a name that comes next, and closes the oldest one when there are some.
    fn create(&mut self) {
        let Ok(links) = self.rtnetlink.dump() else { return };
        let name = self.name_ahead(&links);
        let mut tap = TunDevice::open().unwrap();
        if tap.set_iff(&name, TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).is_ok() {
            self.taps.push_back(tap);
            self.done.created += 1;
        }
        if self.taps.len() > 6 {
            let oldest = self.taps.pop_front().unwrap();
            self.done.harmed += usize::from(is_harmed(&mut self.rtnetlink, &oldest));
        }
    }

    /// Renames some device to a name that comes next, to another one, or back; now and then it gives an alternative name.
    fn rename(&mut self) {
        let Ok(links) = self.rtnetlink.dump() else { return };
        let others: Vec<&Link> = links.iter().filter(|link| link.index > self.fence).collect();
        if others.is_empty() {
            return;
        }
        let victim = others[self.random.below(others.len())];
        let name = match self.random.below(4) {
            0 => format!("other{}", self.done.renamed).into_bytes(),
            1 => self.before.get(&victim.index).unwrap_or(&victim.name).clone(),
            _ => self.name_ahead(&links),
        };
        self.before.entry(victim.index).or_insert_with(|| victim.name.clone());
        // It may be gone, and the name may be in use.
        self.done.renamed += usize::from(self.rtnetlink.rename(victim.index, &payload(&name)).is_ok());
        if self.random.below(4) == 0 {
            let index = if self.random.below(4) == 0 { victim.index } else { self.fence };
            self.add_altname(index, &links);
        }
    }

    /// The kernel tells nobody of those of a device that is down.
    fn add_altname(&mut self, index: u32, links: &[Link]) {
        let is_up = self.random.below(2) == 0;
        let _ = self.rtnetlink.set_up(self.fence, is_up);
        let name = payload(&self.name_ahead(links));
        if self.rtnetlink.altname_add(index, &name).is_ok() {
            self.done.altnames += 1;
            if index == self.fence {
                self.altnames.push_back(name);
            }
        }
        if self.altnames.len() > 30 {
            let oldest = self.altnames.pop_front().unwrap();
            self.rtnetlink.altname_del(self.fence, &oldest).unwrap();
        }
    }

    /// A name that a counter is about to give; any one of the hundred.
    fn name_ahead(&mut self, links: &[Link]) -> Vec<u8> {
        let number = self.random.below(COUNT);
        let pattern = pattern(number);
        if number == HUNDRED {
            return pattern.name(self.random.below(100) as u64).as_bytes().to_vec();
        }
        let marked = links.iter().filter(|link| link.group != 0);
        let last = marked.filter_map(|link| pattern.id_of(&link.name)).max().unwrap_or(0);
        pattern.name(last + 1 + self.random.below(4) as u64).as_bytes().to_vec()
    }
}

/// Whether somebody has deleted a tap, or put it into a group. It may be renamed meanwhile.
fn is_harmed(rtnetlink: &mut Rtnetlink, tap: &TunDevice) -> bool {
    for _ in 0..64 {
        let Ok(name) = tap.name() else { return true };
        let Ok(link) = rtnetlink.get_by_name(&payload(&name)) else { continue };
        if tap.name().is_ok_and(|again| again == name) && link.name == name {
            return link.group != 0;
        }
    }
    false
}
