//! Random histories of an allocator, beside sets that say what it may answer.

use crate::scratch::pattern;
use ifrace_allocator::names::{GenerateError, Lease, NameAllocator, NamePattern, StateError};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers from a seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// An allocator, and what is known of one of its patterns.
struct Checked {
    names: NameAllocator,
    pattern: NamePattern,
    leases: BTreeMap<u64, Lease>,
    devices: BTreeSet<u64>,
    /// The id that is next as far as nothing stands in its way.
    next: u64,
    generation: Option<u64>,
}

impl Checked {
    fn new(template: &str) -> Self {
        let (names, pattern) = (NameAllocator::in_process(), pattern(template));
        names.source(pattern).unwrap();
        Self { names, pattern, leases: BTreeMap::new(), devices: BTreeSet::new(), next: 0, generation: None }
    }

    /// The first id from the next one on, and from 0 on behind the last one, that nobody has.
    fn expected(&self) -> Option<u64> {
        let ids = self.pattern.ids();
        (self.next..ids).chain(0..self.next).find(|id| !self.leases.contains_key(id) && !self.devices.contains(id))
    }

    fn generate(&mut self) {
        match (self.names.generate(self.pattern), self.expected()) {
            (Ok(given), Some(id)) => {
                assert_eq!((given.id, given.name), (id, self.pattern.name(id)));
                assert!(self.generation.is_none_or(|before| before < given.generation));
                self.generation = Some(given.generation);
                self.next = (id + 1) % self.pattern.ids();
            }
            (Err(GenerateError::Exhausted { taken, .. }), None) => {
                assert_eq!(taken, self.devices.len() as u64);
                self.next = (self.next + 1) % self.pattern.ids();
            }
            (given, expected) => panic!("{given:?} and not {expected:?}"),
        }
    }

    /// Holds a name that was given or, in later laps, any.
    fn hold(&mut self, id: u64) {
        let is_given =
            self.generation.is_some_and(|generation| generation >= self.pattern.ids() || generation % self.pattern.ids() >= id);
        if !is_given {
            return;
        }
        match self.names.hold(self.pattern.name(id), 0) {
            Ok(lease) => assert!(self.leases.insert(id, lease).is_none(), "{id} is held twice"),
            Err(StateError::Pending(_)) => assert!(self.leases.contains_key(&id), "{id} is not held"),
            Err(error) => panic!("{error}"),
        }
    }

    fn reserve(&mut self, id: u64) {
        self.names.reserve(self.pattern.name(id).as_bytes()).unwrap();
        if id >= self.next {
            self.next = (id + 1) % self.pattern.ids();
        }
    }

    fn update_picture(&mut self, random: &mut Random) {
        let count = random.below(self.pattern.ids() + 1);
        self.devices = (0..count).map(|_| random.below(self.pattern.ids())).collect();
        let names: Vec<_> = self.devices.iter().map(|id| self.pattern.name(*id).as_bytes().to_vec()).collect();
        self.names.update_picture(|picture| picture.replace([(5, names)]));
    }

    /// What the host has is to be told anew; leases are found.
    fn restart(&mut self) {
        self.names = self.names.restarted().unwrap();
        self.devices.clear();
        let leases = self.names.take_orphans().unwrap();
        let now: BTreeMap<u64, Lease> =
            leases.into_iter().map(|lease| (self.pattern.id_of(lease.name().as_bytes()).unwrap(), lease)).collect();
        let state = |leases: &BTreeMap<u64, Lease>| -> Vec<_> {
            leases.iter().map(|(id, lease)| (*id, lease.token(), lease.is_retired(), lease.index())).collect()
        };
        assert_eq!(state(&now), state(&self.leases));
        self.leases = now;
    }

    fn step(&mut self, random: &mut Random) {
        let id = random.below(self.pattern.ids());
        match random.below(100) {
            0..45 => self.generate(),
            45..70 => self.hold(id),
            70..75 => self.leases.get_mut(&id).map_or(Ok(()), Lease::retire).unwrap(),
            75..78 => self.leases.get_mut(&id).map_or(Ok(()), |lease| lease.note_device(id as u32)).unwrap(),
            78..90 => self.leases.remove(&id).map_or(Ok(()), Lease::done).unwrap(),
            90..93 => self.reserve(id),
            93..97 => self.update_picture(random),
            _ => self.restart(),
        }
        let name = self.pattern.name(id);
        assert_eq!(self.names.is_pending(name).unwrap(), self.leases.contains_key(&id), "{name}");
    }
}

fn play(template: &str, histories: u64, steps: u64) {
    for seed in 0..histories {
        let (mut checked, mut random) = (Checked::new(template), Random(seed));
        for step in 0..steps {
            checked.step(&mut random);
            assert!(checked.leases.len() as u64 <= checked.pattern.ids(), "seed {seed}, step {step}");
        }
    }
}

#[test]
fn ten_ids_are_given_as_the_sets_say() {
    play("fourteen-bytes%d", 60, 200);
}

#[test]
fn a_hundred_ids_are_given_as_the_sets_say() {
    play("thirteen-byte%d", 40, 600);
}
