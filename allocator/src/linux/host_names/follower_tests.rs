//! The follower beside a kernel in memory, in which links change between any two looks at it.

use super::follower::{Follower, Source};
use super::{Drained, Link, LinkEvent, OsError, Picture, Refreshed};
use std::collections::{BTreeMap, VecDeque};

/// Links whose names are the times at which they got them. `times` and `seen` are by index.
struct Kernel {
    random: u64,
    is_quiet: bool,
    time: u64,
    links: BTreeMap<u32, Link>,
    /// When something last happened to a link, or when it was deleted.
    times: BTreeMap<u32, u64>,
    /// The newest state that a dump or an answer told.
    seen: BTreeMap<u32, u64>,
    queue: VecDeque<LinkEvent>,
    has_lost: bool,
}

impl Kernel {
    fn new(seed: u64) -> Self {
        let random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (links, times, seen) = Default::default();
        Self { random, is_quiet: false, time: 0, links, times, seen, queue: VecDeque::new(), has_lost: false }
    }

    /// `xorshift64`.
    fn below(&mut self, bound: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % bound
    }

    /// Seldom enough that a few dumps in a row are not all in vain.
    fn changes(&mut self) {
        while !self.is_quiet && self.below(4) == 0 {
            self.change();
        }
    }

    fn change(&mut self) {
        self.time += 1;
        let (index, what, time) = (1 + self.below(4) as u32, self.below(9), self.time.to_string().into_bytes());
        self.times.insert(index, self.time);
        let Some(link) = self.links.get_mut(&index) else {
            self.links.insert(index, Link { index, name: time, ..Link::default() });
            return self.tell(index);
        };
        match what {
            0 => drop(self.links.remove(&index)),
            1 | 2 => (link.up, link.name) = (!link.up, time),
            3 | 4 => link.name = time,
            _ => {
                link.altnames = vec![time];
                // Of its alternative names it tells only while it is up.
                if !link.up {
                    return;
                }
            }
        }
        self.tell(index);
    }

    fn tell(&mut self, index: u32) {
        if self.queue.len() == 5 {
            self.has_lost = true;
        } else {
            let gone = LinkEvent::Gone { index };
            self.queue.push_back(self.links.get(&index).cloned().map_or(gone, LinkEvent::Set));
        }
    }

    fn look(&mut self, index: u32) -> Option<Link> {
        self.changes();
        self.seen.extend(self.times.get_key_value(&index));
        self.links.get(&index).cloned()
    }
}

impl Source for Kernel {
    fn drain(&mut self, each: &mut dyn FnMut(LinkEvent)) -> Result<Drained, OsError> {
        self.changes();
        while let Some(event) = self.queue.pop_front() {
            each(event);
            self.changes();
        }
        Ok(if std::mem::take(&mut self.has_lost) { Drained::Lost } else { Drained::Complete })
    }

    fn dump(&mut self) -> Result<Vec<Link>, OsError> {
        Ok((1..=4).filter_map(|index| self.look(index)).collect())
    }

    fn get(&mut self, index: u32) -> Result<Option<Link>, OsError> {
        Ok(self.look(index))
    }
}

/// The time of the newest name that the picture has of a link.
fn newest(picture: &Picture, index: u32) -> Option<u64> {
    let (_, names) = picture.devices().find(|(device, _)| *device == index)?;
    names.iter().filter_map(|name| std::str::from_utf8(name).ok()?.parse().ok()).max()
}

/// No link of the picture is older than what the kernel said of it when it was asked.
fn assert_no_older(picture: &Picture, kernel: &Kernel, about: &str) {
    for (index, seen) in &kernel.seen {
        let (known, last) = (newest(picture, *index), kernel.times[index]);
        let is_no_older = known.map_or(!kernel.links.contains_key(index) || last > *seen, |known| known >= *seen);
        assert!(is_no_older, "{about}: link {index} is of {known:?}, and was seen at {seen}");
    }
}

/// With nothing more to read, the picture has every link, with its primary name, and with all names if it is up.
fn assert_current(picture: &Picture, kernel: &Kernel, about: &str) {
    let known: Vec<u32> = picture.devices().map(|(index, _)| index).collect();
    assert!(known.iter().eq(kernel.links.keys()), "{about}: {known:?}");
    for ((index, names), link) in picture.devices().zip(kernel.links.values()) {
        assert_eq!(names[0], link.name, "{about}: link {index}");
        assert!(!link.up || names[1..] == link.altnames[..], "{about}: link {index} is up");
        // Nothing happened to it since it was seen.
        let is_seen = kernel.seen.get(&index) == kernel.times.get(&index);
        assert!(!is_seen || names[1..] == link.altnames[..], "{about}: link {index} was seen like this");
    }
}

#[test]
fn events_never_undo_what_was_seen_later() {
    let mut counts = [0; 3];
    for seed in 1..=3000 {
        let (mut kernel, mut follower, mut picture) = (Kernel::new(seed), Follower::default(), Picture::new());
        for step in 0..12 {
            let about = format!("seed {seed}, step {step}");
            kernel.is_quiet = false;
            if kernel.below(3) == 0 {
                follower.reload(&mut kernel, &mut picture).unwrap();
            } else {
                let refreshed = follower.refresh(&mut kernel, &mut picture).unwrap();
                counts[if refreshed == Refreshed::Dumped { 0 } else { 1 }] += 1;
            }
            assert_no_older(&picture, &kernel, &about);
            kernel.is_quiet = true;
            counts[2] += usize::from(follower.refresh(&mut kernel, &mut picture).unwrap() == Refreshed::Unchanged);
            assert_current(&picture, &kernel, &about);
        }
    }
    assert!(counts.iter().all(|&count| count > 1000), "dumps, events and silence all happen: {counts:?}");
}
