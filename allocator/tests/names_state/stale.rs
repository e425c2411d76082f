//! Leases that are no longer what their holder believes.

use crate::scratch::{Scratch, lease, name};
use ifrace_allocator::names::{NameAllocator, OnDamage, StateError};

/// A daemon that is started again in one process; what is left of it before still has its leases.
#[test]
fn a_lease_that_another_allocator_ended_is_not_touched() {
    let before = NameAllocator::in_process();
    let mut stale = before.hold(name("tap1"), 5).unwrap();
    let after = before.restarted().unwrap();
    let mut taken = after.take_orphans().unwrap();
    assert_eq!(taken.len(), 1);
    assert!(matches!(stale.retire(), Err(StateError::TakenOver(of)) if of == name("tap1")));
    assert!(!stale.is_retired(), "what failed was not done");
    taken.pop().unwrap().done().unwrap();
    assert!(matches!(stale.note_device(3), Err(StateError::TakenOver(_))));
    assert_eq!(stale.index(), None);
    let newer = after.hold(name("tap1"), 6).unwrap();
    let error = stale.done().unwrap_err().to_string();
    assert!(error.contains("tap1") && error.contains("taken over"), "{error}");
    assert!(after.is_pending(name("tap1")).unwrap(), "the lease of somebody else was ended");
    newer.done().unwrap();
}

#[test]
fn a_damaged_lease_is_not_made_to_look_right() {
    for word in 0..8 {
        let scratch = Scratch::new();
        let names = scratch.opened();
        let mut held = names.hold(name("tap1"), 5).unwrap();
        let bytes = std::fs::read(scratch.file()).unwrap();
        let is_held = |place: &usize| bytes[8 * lease(*place)] & 7 == 3;
        let place = (0..32_768).find(is_held).unwrap();
        scratch.damage([lease(place) + word]);
        assert!(matches!(held.retire(), Err(StateError::Damaged(_))), "word {word}");
        assert!(matches!(held.note_device(9), Err(StateError::Damaged(_))), "word {word}");
        assert!(held.done().is_err(), "word {word}");
        let error = scratch.open(OnDamage::Refuse).unwrap_err().to_string();
        assert!(error.contains("damaged at byte"), "word {word}: {error}");
    }
}
