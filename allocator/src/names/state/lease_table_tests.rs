//! A table of leases that was full.

use super::{Layout, LeaseRecord, LeaseTag, Memory, Participant, Words};
use crate::IfName;
use crate::names::StateError;

const LAYOUT: Layout = Layout { counters: 3, participants: 1, leases: 16 };

fn record(id: usize) -> LeaseRecord {
    let name = IfName::new(format!("tap{id}")).unwrap();
    LeaseRecord { name, generation: 0, netns: 0, owner: Participant::NOBODY, index: 0, token: 0 }
}

fn free_places(memory: &Memory) -> [usize; 2] {
    let count = |tag| (0..LAYOUT.leases).filter(|&number| memory.tag(number) == Ok(tag)).count();
    [count(LeaseTag::Never), count(LeaseTag::Left)]
}

/// Places that were left and over which no lease lies are as good as never used, so that searches end early again.
#[test]
fn places_become_as_good_as_never_used() {
    for kept in 0..16 {
        let memory = Memory::new(Words::own(&Memory::initial(LAYOUT, 1, 1)), LAYOUT);
        let locked = memory.lock().unwrap();
        let places: Vec<usize> = (0..16).map(|id| locked.enter(&record(id)).unwrap()).collect();
        assert!(matches!(locked.enter(&record(16)), Err(StateError::LeasesFull(16))));
        for (_, place) in places.iter().enumerate().filter(|(id, _)| *id != kept) {
            locked.remove(*place).unwrap();
        }
        assert_eq!(free_places(&memory), [0, 15]);
        let next = locked.enter(&record(16)).unwrap();
        let found = |id: usize| locked.find(record(id).name, record(id).netns).unwrap();
        assert_eq!([found(kept), found(16), found((kept + 1) % 16)], [Some(places[kept]), Some(next), None]);
        let [never, left] = free_places(&memory);
        assert!(never + left == 14 && never > 0, "{never} and {left}");
        locked.remove(places[kept]).unwrap();
        locked.remove(next).unwrap();
    }
}

/// Whatever is entered and removed, also with a table that is almost always full: what is there is found, and nothing else.
#[test]
fn leases_are_found_in_a_crowded_table() {
    let memory = Memory::new(Words::own(&Memory::initial(LAYOUT, 1, 1)), LAYOUT);
    let locked = memory.lock().unwrap();
    let (mut there, mut seed) = ([false; 24], 1_u64);
    for _ in 0..20_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let id = (seed >> 33) as usize % there.len();
        match (there[id], locked.find(record(id).name, record(id).netns).unwrap()) {
            (true, Some(place)) => locked.remove(place).unwrap(),
            (false, None) => match locked.enter(&record(id)) {
                Ok(_) => {}
                Err(StateError::LeasesFull(_)) => continue,
                Err(error) => panic!("{error}"),
            },
            other => panic!("{other:?}"),
        }
        there[id] = !there[id];
        assert!((0..there.len()).all(|id| locked.find(record(id).name, record(id).netns).unwrap().is_some() == there[id]));
    }
}
